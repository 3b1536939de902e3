// Every command of the window, once: the build script makes a permission for each, the shell a
// route. Both define `commands!` before they include this.
commands![
    account::opening,
    account::open_account,
    account::close_account,
    account::sign_in_practice,
    account::sign_in_portal,
    account::sign_in_again,
    account::sign_out,
    clients::clients_list,
    clients::clients_get,
    machine::on_this_machine,
    notes::notes_list,
    notes::notes_create,
    sync::sync_now,
    sync::sync_cancel,
    sync::sync_status,
    waiting::waiting_list,
    waiting::waiting_decide,
    waiting::waiting_see_losses,
]
