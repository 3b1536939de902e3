"""A small window to drag files out of, as out of a file manager. Says where its middle is."""

import sys

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, GLib, Gtk  # noqa: E402

window = Gtk.Window(title="Files")
window.set_default_size(160, 120)
handle = Gtk.EventBox()
handle.add(Gtk.Label(label="Drag me"))
handle.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, [], Gdk.DragAction.COPY)
handle.drag_source_add_uri_targets()
handle.connect(
    "drag-data-get",
    lambda _widget, _context, data, _info, _time: data.set_uris(
        [GLib.filename_to_uri(path, None) for path in sys.argv[1:]]
    ),
)
window.add(handle)
window.set_keep_above(True)
window.show_all()
window.move(1600, 40)


def tell():
    origin = handle.get_window().get_origin()
    print("source", origin.x + 80, origin.y + 60, flush=True)


GLib.timeout_add(500, tell)
Gtk.main()
