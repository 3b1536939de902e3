// What a command answers when it could not do its work.

export type ErrorCode =
  | "invalid"
  | "signed_out"
  | "vault_locked"
  | "offline"
  | "not_found"
  | "failed";

const CODES: readonly string[] = [
  "invalid",
  "signed_out",
  "vault_locked",
  "offline",
  "not_found",
  "failed",
];

export class BackendError extends Error {
  override readonly name = "BackendError";
  readonly code: ErrorCode;
  readonly details: unknown;

  constructor(code: ErrorCode, message: string, details?: unknown) {
    super(message);
    this.code = code;
    this.details = details;
  }

  /** One sentence a field, by the field's name; empty unless the code is `invalid`. */
  get fields(): Record<string, string> {
    if (!isRecord(this.details) || !isRecord(this.details.fields)) return {};
    return Object.fromEntries(
      Object.entries(this.details.fields).filter(
        (entry): entry is [string, string] => typeof entry[1] === "string",
      ),
    );
  }
}

/** Any thrown value as a `BackendError`; what has another shape becomes `failed`. */
export function toBackendError(thrown: unknown): BackendError {
  if (thrown instanceof BackendError) return thrown;
  if (isRecord(thrown) && typeof thrown.message === "string" && typeof thrown.code === "string") {
    const code = CODES.includes(thrown.code) ? (thrown.code as ErrorCode) : "failed";
    return new BackendError(code, thrown.message, thrown.details);
  }
  if (typeof thrown === "string" && thrown !== "") return new BackendError("failed", thrown);
  return new BackendError("failed", "Something went wrong inside Redress. Nothing was changed.");
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
