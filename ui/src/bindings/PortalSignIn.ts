export type PortalSignIn = { server: string, api_key: string, email: string, password: string, };
