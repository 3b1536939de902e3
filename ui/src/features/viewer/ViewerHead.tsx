import { ActionIcon, Button, Modal, Tooltip } from "@mantine/core";
import {
  IconChevronLeft,
  IconChevronRight,
  IconDownload,
  IconExternalLink,
  IconRotateClockwise,
  IconX,
  IconZoomIn,
  IconZoomOut,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import { formatCount } from "../../shared/formats";
import type { View } from "./useView";
import classes from "./Viewer.module.css";
import { closeViewer, moveViewer, type Viewable, type ViewerContent } from "./viewing";

type ViewerHeadProps = {
  content: ViewerContent;
  document: Viewable;
  page: { at: number; of: number } | null;
  /** None while nothing is shown that could be larger or turned. */
  view: View | null;
  saveCopy: () => void;
  saving: boolean;
  openOutside: () => void;
  opening: boolean;
};

export function ViewerHead(props: ViewerHeadProps) {
  const { content, document, page, view, saveCopy, saving, openOutside, opening } = props;
  const { documents, place } = content;
  return (
    <div className={classes.head}>
      <div className={classes.title}>
        <Modal.Title className={classes.name} title={document.name}>
          {document.name}
        </Modal.Title>
        <p className={classes.whose}>
          {document.whose}
          {documents.length > 1 &&
            ` · ${formatCount(place + 1)} of ${formatCount(documents.length)}`}
        </p>
      </div>
      {page !== null && (
        <span className={classes.pageWord} role="status">
          Page {formatCount(page.at)} of {formatCount(page.of)}
        </span>
      )}
      {view !== null && <ViewButtons view={view} />}
      <Button
        variant="default"
        leftSection={<IconDownload size={16} stroke={1.5} aria-hidden />}
        loading={saving}
        onClick={saveCopy}
      >
        Save a copy…
      </Button>
      <Tooltip label="To print it, say (O)">
        <Button
          variant="default"
          leftSection={<IconExternalLink size={16} stroke={1.5} aria-hidden />}
          loading={opening}
          onClick={openOutside}
        >
          Open in the system viewer
        </Button>
      </Tooltip>
      {documents.length > 1 && (
        <div className={classes.buttons}>
          <Act label="Previous document (←)" off={place === 0} run={() => moveViewer(-1)}>
            <IconChevronLeft size={18} stroke={1.5} />
          </Act>
          <Act
            label="Next document (→)"
            off={place === documents.length - 1}
            run={() => moveViewer(1)}
          >
            <IconChevronRight size={18} stroke={1.5} />
          </Act>
        </div>
      )}
      <Act label="Close (Esc)" run={closeViewer}>
        <IconX size={18} stroke={1.5} />
      </Act>
    </div>
  );
}

function ViewButtons({ view }: { view: View }) {
  const { drawn, chosen, zoom, fit, turnOn } = view;
  return (
    <div className={classes.buttons}>
      <Act label="Smaller (−)" run={() => zoom(-1)}>
        <IconZoomOut size={18} stroke={1.5} />
      </Act>
      <Tooltip label="Fit into the window (0)">
        <Button
          variant="subtle"
          color="gray"
          px={4}
          className={classes.scale}
          aria-pressed={chosen === null}
          onClick={fit}
        >
          {Math.round((drawn ?? 1) * 100)} %
        </Button>
      </Tooltip>
      <Act label="Larger (+)" run={() => zoom(1)}>
        <IconZoomIn size={18} stroke={1.5} />
      </Act>
      <Act label="Turn the view (R)" run={turnOn}>
        <IconRotateClockwise size={18} stroke={1.5} />
      </Act>
    </div>
  );
}

type ActProps = { label: string; run: () => void; off?: boolean; children: ReactNode };

/** A button with a sign; what stands in brackets of its label is its key. */
function Act({ label, run, off = false, children }: ActProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={32}
        aria-label={label.replace(/ \(.*\)$/, "")}
        data-disabled={off || undefined}
        aria-disabled={off}
        onClick={off ? undefined : run}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
