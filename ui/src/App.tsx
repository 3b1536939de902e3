import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { Gate } from "./features/frame/Gate";
import type { AppRouter } from "./router";
import { cssVariables, theme } from "./theme";

type AppProps = { queryClient: QueryClient; router: AppRouter };

export function App({ queryClient, router }: AppProps) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      deduplicateCssVariables={false}
    >
      <QueryClientProvider client={queryClient}>
        <Gate router={router} />
        <Notifications position="bottom-right" limit={3} containerWidth={360} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
