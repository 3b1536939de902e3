export const THEMES = [
  { name: "light", label: "Light" },
  { name: "dark", label: "Dark" },
  { name: "auto", label: "As the system" },
] as const;

export type ThemeName = (typeof THEMES)[number]["name"];
