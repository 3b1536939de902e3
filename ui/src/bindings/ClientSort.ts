export type ClientSort = "name" | "id" | "email" | "phone" | "place" | "updated_at";
