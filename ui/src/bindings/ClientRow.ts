export type ClientRow = { id: number, first_name: string, middle_name: string, last_name: string, email: string, phone: string, place: string, ssn_last4: string, updated_at: string | null, };
