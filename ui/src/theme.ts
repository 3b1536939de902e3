// The look: colours, type, spacing and the sizes of controls, for light and dark.

import {
  Button,
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  Input,
  type MantineColorsTuple,
  Menu,
  Modal,
  PasswordInput,
  Popover,
  Textarea,
  TextInput,
  Tooltip,
} from "@mantine/core";

const teal: MantineColorsTuple = [
  "#f0fdfa",
  "#ccfbf1",
  "#99f6e4",
  "#5eead4",
  "#2dd4bf",
  "#14b8a6",
  "#0d9488",
  "#0f766e",
  "#115e59",
  "#134e4a",
];

const gray: MantineColorsTuple = [
  "#f7f8f8",
  "#f0f2f2",
  "#e4e7e7",
  "#d3d8d7",
  "#b9c1bf",
  "#8f9a97",
  "#5b6664",
  "#44504d",
  "#2b3533",
  "#17201f",
];

const dark: MantineColorsTuple = [
  "#e4e9e8",
  "#b8c2c0",
  "#9aa6a3",
  "#5f6b69",
  "#333c3a",
  "#252c2b",
  "#1a201f",
  "#131817",
  "#0e1211",
  "#090c0b",
];

const SYSTEM_FONT =
  'system-ui, -apple-system, "Segoe UI Variable Text", "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif';

const red: MantineColorsTuple = [
  "#fef3f2",
  "#fee4e2",
  "#fecdca",
  "#fbb1aa",
  "#f58a80",
  "#ee6a5e",
  "#d92d20",
  "#b42318",
  "#912018",
  "#7a271a",
];

const heading = (rem: number) => ({
  fontSize: `${rem}rem`,
  fontWeight: "600",
  lineHeight: "1.3",
});

const field = { withAsterisk: false };
const fieldStyles = {
  label: { fontWeight: 500, marginBottom: 4 },
  description: { fontSize: "0.75rem" },
  error: { fontSize: "0.75rem" },
};

const floating = { shadow: "md", transitionProps: { duration: 120 } };

export const theme = createTheme({
  primaryColor: "teal",
  primaryShade: { light: 7, dark: 4 },
  colors: { teal, gray, red, dark },
  white: "#ffffff",
  black: "#0b100f",
  // In the dark every filled colour is a light one: the text on it turns dark.
  variantColorResolver: (input) => {
    const colors = defaultVariantColorsResolver(input);
    return input.variant === "filled" ? { ...colors, color: "var(--redress-on-filled)" } : colors;
  },
  respectReducedMotion: true,
  cursorType: "default",
  defaultRadius: "md",
  radius: { xs: "3px", sm: "4px", md: "6px", lg: "8px", xl: "12px" },
  spacing: { xs: "4px", sm: "8px", md: "12px", lg: "16px", xl: "24px" },
  fontFamily: SYSTEM_FONT,
  headings: {
    fontFamily: SYSTEM_FONT,
    fontWeight: "600",
    sizes: {
      h1: heading(1.375),
      h2: heading(1.125),
      h3: heading(0.9375),
      h4: heading(0.8125),
      h5: heading(0.8125),
      h6: heading(0.8125),
    },
  },
  fontSizes: {
    xs: "0.75rem",
    sm: "0.8125rem",
    md: "0.8125rem",
    lg: "0.9375rem",
    xl: "1.125rem",
  },
  lineHeights: { xs: "1.4", sm: "1.45", md: "1.45", lg: "1.45", xl: "1.4" },
  shadows: {
    md: "0 1px 2px rgb(0 0 0 / 6%), 0 8px 24px rgb(0 0 0 / 12%)",
    xl: "0 2px 4px rgb(0 0 0 / 8%), 0 24px 64px rgb(0 0 0 / 24%)",
  },
  components: {
    Button: Button.extend({
      vars: () => ({
        root: {
          "--button-height": "2rem",
          "--button-padding-x": "12px",
          "--button-fz": "0.8125rem",
        },
      }),
      styles: { label: { fontWeight: 500 } },
    }),
    Input: Input.extend({
      vars: () => ({ wrapper: { "--input-height": "2rem", "--input-fz": "0.8125rem" }, input: {} }),
    }),
    TextInput: TextInput.extend({ defaultProps: field, styles: fieldStyles }),
    Textarea: Textarea.extend({ defaultProps: field, styles: fieldStyles }),
    PasswordInput: PasswordInput.extend({ defaultProps: field, styles: fieldStyles }),
    // What floats stays inside the landmark it belongs to.
    Menu: Menu.extend({
      defaultProps: { ...floating, withinPortal: false, withInitialFocusPlaceholder: false },
    }),
    Popover: Popover.extend({ defaultProps: { ...floating, withinPortal: false } }),
    Tooltip: Tooltip.extend({
      defaultProps: {
        openDelay: 400,
        transitionProps: { duration: 120 },
        fz: "xs",
        withinPortal: false,
        floatingStrategy: "fixed",
      },
    }),
    Modal: Modal.extend({
      defaultProps: {
        shadow: "xl",
        radius: "lg",
        centered: true,
        transitionProps: { duration: 120, transition: "fade" },
        overlayProps: { backgroundOpacity: 0.35 },
      },
    }),
  },
});

/** Names of our own (`--redress-…`), and Mantine's brought in line with them. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--redress-sunken": "#f7f8f8",
    "--redress-raised": "#ffffff",
    "--redress-line": "#e4e7e7",
    "--redress-muted": "#5b6664",
    "--redress-shape": "#e9ecec",
    "--redress-hover": "#f2f5f5",
    "--redress-cursor": "#e9f3f1",
    "--redress-chosen": "#dcefec",
    "--redress-accent": "#0f766e",
    "--redress-waiting": "#9a5b06",
    "--redress-waiting-soft": "#fdf3dc",
    "--redress-harm": "#b42318",
    "--redress-done": "#177245",
    "--redress-on-filled": "#ffffff",
    "--redress-equifax": "#8f2a68",
    "--redress-equifax-soft": "#f9e8f2",
    "--redress-experian": "#3f46ad",
    "--redress-experian-soft": "#eaecfb",
    "--redress-transunion": "#0a5f86",
    "--redress-transunion-soft": "#e2f1f8",
    "--redress-month-good": "#dcefe3",
    "--redress-on-month-good": "#17512f",
    "--redress-month-30": "#fbe9b7",
    "--redress-on-month-30": "#684300",
    "--redress-month-60": "#f8cb96",
    "--redress-on-month-60": "#642c00",
    "--redress-month-90": "#f4aba0",
    "--redress-on-month-90": "#64110a",
    "--redress-month-lost": "#a3241a",
    "--redress-on-month-lost": "#ffffff",
    "--mantine-color-text": "#17201f",
    "--mantine-color-dimmed": "#5b6664",
    "--mantine-color-placeholder": "#66716f",
    "--mantine-color-error": "#b42318",
    "--mantine-color-default-border": "#d3d8d7",
    "--mantine-color-anchor": "#0f766e",
  },
  dark: {
    "--redress-sunken": "#0e1211",
    "--redress-raised": "#1a201f",
    "--redress-line": "#272e2d",
    "--redress-muted": "#9aa6a3",
    "--redress-shape": "#242b2a",
    "--redress-hover": "#1a201f",
    "--redress-cursor": "#1b2927",
    "--redress-chosen": "#183531",
    "--redress-accent": "#2dd4bf",
    "--redress-waiting": "#f0b44c",
    "--redress-waiting-soft": "#33270f",
    "--redress-harm": "#f58a80",
    "--redress-done": "#5fd08f",
    "--redress-on-filled": "#0b100f",
    "--redress-equifax": "#f0a3cf",
    "--redress-equifax-soft": "#3b2032",
    "--redress-experian": "#b3baff",
    "--redress-experian-soft": "#262a4b",
    "--redress-transunion": "#82cbea",
    "--redress-transunion-soft": "#123242",
    "--redress-month-good": "#173423",
    "--redress-on-month-good": "#93dcad",
    "--redress-month-30": "#40310e",
    "--redress-on-month-30": "#f2c668",
    "--redress-month-60": "#552f0e",
    "--redress-on-month-60": "#f9b87e",
    "--redress-month-90": "#64241d",
    "--redress-on-month-90": "#fcbdb7",
    "--redress-month-lost": "#ec7468",
    "--redress-on-month-lost": "#210603",
    "--mantine-color-text": "#e4e9e8",
    "--mantine-color-body": "#131817",
    "--mantine-color-dimmed": "#9aa6a3",
    "--mantine-color-placeholder": "#8f9b98",
    "--mantine-color-error": "#f58a80",
    "--mantine-color-default": "#1a201f",
    "--mantine-color-default-hover": "#222928",
    "--mantine-color-default-border": "#333c3a",
    "--mantine-color-anchor": "#2dd4bf",
  },
});
