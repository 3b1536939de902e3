//! `office.agreements.*`: taking back that a client agreed to something, where it was noted of the
//! wrong client. Agreements are listed and noted by the Portal's `agreements`.

use super::Office;
use crate::{
    envelope::Bare,
    operation::operations,
    portal::{ById, Message},
};

operations! {
    Office, "office";

    /// Deletes an agreement that was noted by mistake, as an administrator. Its file stays with the
    /// client, where it can be taken away as any other; where it belongs to nothing else, it goes
    /// along.
    AgreementsDelete = "agreements.delete", DELETE "/office/agreements/{id}", Token, ById | () | () => Bare<Message>, 200 401 403 404 419 422 500;
}
