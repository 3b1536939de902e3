export type OnThisMachine = { folder: string, cache_bytes: number, work_bytes: number, clients: number, office_folder: string | null, keychain: string, };
