export type Detail = { label: string, value: string, };
