import { IconFileOff } from "@tabler/icons-react";
import { Notice, type NoticeAction } from "../../shared/Notice";

type NotShownProps = { title?: string; why: string; action: NoticeAction };

/** Why a document is not seen, and what can be done. */
export function NotShown({ title, why, action }: NotShownProps) {
  return (
    <Notice
      icon={<IconFileOff size={32} stroke={1.5} />}
      title={title ?? "The document could not be opened"}
      action={action}
      urgent
    >
      {why}
    </Notice>
  );
}
