//! The firm's own office, which comes with the app: set up on this machine once, or restored from a
//! backup, and signed in to by the firm's users from then on.

use std::path::Path;

use client::{Failure, Outgoing, Portal};
use contract::{
    Call,
    office::{BackupRestore, FirmGet, FirmState, FirstUser, NewFirm, NewOffice, Opening},
    portal::Credentials,
};
use office::Running;
use serde::Deserialize;
use ts_rs::TS;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::{
    Account, AccountKind, Code, Desk, DeskError,
    accounts::random_hex,
    open::OWN_OFFICE,
    sign_in::{name, needed, to_office},
};

/// What sets up the office of a firm, and its first user. Prints nothing, is wiped when dropped.
#[derive(Deserialize, TS, Zeroize, ZeroizeOnDrop)]
pub struct OfficeSetUp {
    /// The firm's name.
    pub name: String,
    /// Number, street and unit.
    pub street: String,
    /// City.
    pub city: String,
    /// The two letters of its state.
    pub state: String,
    /// ZIP code.
    pub zip: String,
    /// Telephone number; may be empty.
    pub phone: String,
    /// The first user's first name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// E-mail address, also the name to sign in with.
    pub email: String,
    /// Password.
    pub password: String,
}

/// What signs in to the firm's own office. Prints nothing, is wiped when dropped.
#[derive(Deserialize, TS, Zeroize, ZeroizeOnDrop)]
pub struct OfficeSignIn {
    /// The agent's e-mail address.
    pub email: String,
    /// The agent's password.
    pub password: String,
}

impl Desk {
    /// Whether the office on this machine is set up. Asking makes none where there is none.
    ///
    /// # Errors
    /// When an account is open, or the office that is there does not open.
    pub async fn office_is_set_up(&self) -> Result<bool, DeskError> {
        let _one_at_a_time = self.0.changing.lock().await;
        if self.own_office_is_here().is_err() {
            return Ok(false);
        }
        let state = self.in_office(async |portal: Portal| {
            let call = Call::<FirmState> {
                path: (),
                query: (),
                body: (),
            };
            Ok(portal.call(&call).await?)
        });
        Ok(state.await?.set_up.unwrap_or_default())
    }

    /// Sets the office up: the firm and its first user, who may do everything there. Gives the
    /// recovery key, which is shown this once and kept nowhere.
    ///
    /// # Errors
    /// Each field that is wrong; that the office is set up already; that an account is open.
    pub async fn set_up_office(&self, form: OfficeSetUp) -> Result<String, DeskError> {
        let _one_at_a_time = self.0.changing.lock().await;
        let new = form.office();
        self.in_office(async |portal: Portal| {
            let (key, _) = portal.set_up(new).await.map_err(at_fields)?;
            Ok(key.to_string())
        })
        .await
    }

    /// Makes the office what the backed up one was. The users and their passwords are those of then.
    ///
    /// # Errors
    /// When the key does not open the backup, the office is set up already, or an account is open.
    pub async fn restore_office(&self, backup: &Path, key: String) -> Result<(), DeskError> {
        let _one_at_a_time = self.0.changing.lock().await;
        let file = Outgoing::on_disk(backup, "application/octet-stream").await;
        let file = file.map_err(|error| {
            let message = format!("The backup cannot be read ({}).", error.kind());
            DeskError::new(Code::Failed, message)
        })?;
        let call = Call::<BackupRestore> {
            path: (),
            query: (),
            body: Opening { recovery_key: key },
        };
        let once = random_hex::<16>()?;
        self.in_office(async |portal: Portal| {
            portal.upload(&call, &file, &once).await?;
            Ok(())
        })
        .await
    }

    /// Signs in to the office. The account of the same agent is used again, with all that is saved
    /// in it.
    ///
    /// # Errors
    /// Each field that is missing; that the password is wrong; that the office does not open.
    pub async fn sign_in_office(&self, form: OfficeSignIn) -> Result<Account, DeskError> {
        let missing = needed(&[
            (
                "email",
                &form.email,
                "Type the e-mail address that you sign in with.",
            ),
            ("password", &form.password, "Type your password."),
        ]);
        if !missing.is_empty() {
            return Err(DeskError::invalid(missing));
        }
        self.changing(self.to_own_office(form)).await
    }

    async fn to_own_office(&self, form: OfficeSignIn) -> Result<Account, DeskError> {
        let (office, running) = self.start_own().await?;
        match self.let_in(&form, &running).await {
            Ok((account, portal)) => {
                let api_key = running.api_key.clone();
                self.open(account, Some((office, running)), Some((portal, &api_key)))
                    .await
            }
            Err(refused) => {
                running.stop().await;
                office.close().await;
                Err(refused)
            }
        }
    }

    async fn let_in(
        &self,
        form: &OfficeSignIn,
        running: &Running,
    ) -> Result<(Account, Portal), DeskError> {
        let portal = to_office(running)?;
        let email = form.email.trim().to_owned();
        let credentials = Credentials {
            email: email.clone(),
            password: form.password.clone(),
        };
        let user = portal.sign_in(credentials).await.map_err(unknown)?;
        let call = Call::<FirmGet> {
            path: (),
            query: (),
            body: (),
        };
        let firm = portal.call(&call).await?.name.unwrap_or_default();
        let same = |known: &Account| {
            known.kind == AccountKind::Office && known.email.eq_ignore_ascii_case(&email)
        };
        let account = Account {
            id: self.id_for(same)?,
            kind: AccountKind::Office,
            place: firm,
            server: None,
            agent: name(&user),
            email,
            microsoft: None,
            signed_out: false,
        };
        Ok((account, portal))
    }

    /// That the office was not taken away: an account of it would begin an empty one.
    pub(crate) fn own_office_is_here(&self) -> Result<(), DeskError> {
        let folder = self.settings().folder.join(OWN_OFFICE);
        folder.is_dir().then_some(()).ok_or_else(|| {
            DeskError::new(
                Code::Failed,
                "The office of this account is not on this machine any more. Restore it from a \
                 backup on the sign-in page.",
            )
        })
    }

    /// Does something in the office while no account is open, and closes it again.
    async fn in_office<T>(
        &self,
        work: impl AsyncFnOnce(Portal) -> Result<T, DeskError>,
    ) -> Result<T, DeskError> {
        if self.account().await.is_ok() {
            return Err(DeskError::new(
                Code::Failed,
                "An account is open. Go back to the sign-in page first.",
            ));
        }
        let (office, running) = self.start_own().await?;
        let done = match to_office(&running) {
            Ok(portal) => work(portal).await,
            Err(error) => Err(error),
        };
        running.stop().await;
        office.close().await;
        done
    }
}

impl OfficeSetUp {
    fn office(&self) -> NewOffice {
        let said = |text: &String| text.trim().to_owned();
        NewOffice {
            firm: NewFirm {
                name: said(&self.name),
                street: said(&self.street),
                city: said(&self.city),
                state: said(&self.state),
                zip: said(&self.zip),
                phone: said(&self.phone),
            },
            user: FirstUser {
                email: said(&self.email),
                password: self.password.clone(),
                first_name: said(&self.first_name),
                last_name: said(&self.last_name),
            },
        }
    }
}

/// A refusal at the door, where nobody has typed an API key.
fn unknown(failure: Failure) -> DeskError {
    match failure {
        Failure::Rejected { status: 401, .. } => {
            DeskError::new(Code::Failed, "The e-mail address or the password is wrong.")
        }
        other => other.into(),
    }
}

/// A refusal of the office with the form's names of its fields: the office says `firm.zip`.
fn at_fields(failure: Failure) -> DeskError {
    let mut error = DeskError::from(failure);
    if let Some(details) = &mut error.details {
        let fields = std::mem::take(&mut details.fields).into_iter();
        details.fields = fields
            .map(|(field, sentence)| match field.split_once('.') {
                Some(("firm" | "user", field)) => (field.to_owned(), sentence),
                _ => (field, sentence),
            })
            .collect();
    }
    error
}
