//! The interface's types are written from these; a difference fails here. To write them anew:
//! `REDRESS_WRITE_BINDINGS=1 cargo test -p desk --test bindings`.

#![expect(clippy::unwrap_used, reason = "a test says what failed by panicking")]

use std::{env, fs, path::PathBuf};

use desk::{
    Account, AccountKind, Changed, Dragging, Kind, MicrosoftApp, MicrosoftSignIn, OfficeSetUp,
    OfficeSignIn, OnThisMachine, Opening, PortalSignIn, ReportsProgress, Source, SyncState,
    SyncStatus, UploadProgress, Viewing,
    clients::{
        ClientFile, ClientRow, ClientSort, ClientsPage, ClientsQuery, Detail, DetailGroup,
        Direction,
    },
    documents::{DocumentKind, DocumentRow, DocumentsOfClient},
    items::{ItemRow, ItemsOfClient, Standing},
    letters::{
        Firm, LetterAddress, LetterChoices, LetterDraft, LetterHow, LetterItem, LetterItemChoice,
        LetterLaw, LetterOpened, LetterPage, LetterRecipient, LetterRow, LetterTemplate,
        LetterVariable, LettersOfClient, RecipientKind, SendHow,
    },
    new_client::NewClient,
    notes::{Mark, NoteRow},
    reports::{ReportRef, ReportSet, ReportView, ReportsOfClient},
    tray::{TrayChange, TrayFile, TrayStage},
    waiting::{Decision, Loss, Waiting, WaitingOperation},
};
use reports::{
    Account as ReportAccount, AccountRow, Bureau, BureauHead, Cell, Change, Comparison, Difference,
    Entry, HistoryGrid, Letter, PersonRow, RecordRow, Severity,
};
use ts_rs::{Config, TS};

fn binding<T: TS + 'static>() -> (String, String) {
    let config = Config::default();
    (T::name(&config), T::export_to_string(&config).unwrap())
}

#[test]
fn the_interface_has_the_types_of_the_desk() {
    let folder =
        PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap()).join("../../ui/src/bindings");
    let all = [
        binding::<Account>(),
        binding::<AccountKind>(),
        binding::<Changed>(),
        binding::<ClientFile>(),
        binding::<ClientRow>(),
        binding::<ClientSort>(),
        binding::<ClientsPage>(),
        binding::<ClientsQuery>(),
        binding::<Detail>(),
        binding::<DetailGroup>(),
        binding::<Decision>(),
        binding::<Direction>(),
        binding::<Loss>(),
        binding::<Mark>(),
        binding::<NewClient>(),
        binding::<NoteRow>(),
        binding::<Waiting>(),
        binding::<WaitingOperation>(),
        binding::<DocumentKind>(),
        binding::<DocumentRow>(),
        binding::<DocumentsOfClient>(),
        binding::<TrayStage>(),
        binding::<TrayChange>(),
        binding::<TrayFile>(),
        binding::<Dragging>(),
        binding::<UploadProgress>(),
        binding::<Viewing>(),
        binding::<Kind>(),
        binding::<MicrosoftApp>(),
        binding::<MicrosoftSignIn>(),
        binding::<OfficeSetUp>(),
        binding::<OfficeSignIn>(),
        binding::<OnThisMachine>(),
        binding::<Opening>(),
        binding::<PortalSignIn>(),
        binding::<ReportAccount>(),
        binding::<AccountRow>(),
        binding::<Bureau>(),
        binding::<BureauHead>(),
        binding::<Cell>(),
        binding::<Change>(),
        binding::<Comparison>(),
        binding::<Difference>(),
        binding::<Entry>(),
        binding::<HistoryGrid>(),
        binding::<Letter>(),
        binding::<PersonRow>(),
        binding::<RecordRow>(),
        binding::<Severity>(),
        binding::<ItemRow>(),
        binding::<ItemsOfClient>(),
        binding::<Standing>(),
        binding::<Firm>(),
        binding::<LetterAddress>(),
        binding::<LetterChoices>(),
        binding::<LetterDraft>(),
        binding::<LetterHow>(),
        binding::<LetterItem>(),
        binding::<LetterItemChoice>(),
        binding::<LetterLaw>(),
        binding::<LetterOpened>(),
        binding::<LetterPage>(),
        binding::<LetterRecipient>(),
        binding::<LetterRow>(),
        binding::<LetterTemplate>(),
        binding::<LetterVariable>(),
        binding::<LettersOfClient>(),
        binding::<RecipientKind>(),
        binding::<SendHow>(),
        binding::<ReportRef>(),
        binding::<ReportsProgress>(),
        binding::<ReportSet>(),
        binding::<ReportView>(),
        binding::<ReportsOfClient>(),
        binding::<Source>(),
        binding::<SyncState>(),
        binding::<SyncStatus>(),
    ];
    for (name, text) in &all {
        let file = folder.join(format!("{name}.ts"));
        if env::var_os("REDRESS_WRITE_BINDINGS").is_some() {
            fs::write(&file, text).unwrap();
        }
        assert_eq!(
            &fs::read_to_string(&file).unwrap(),
            text,
            "ui/src/bindings/{name}.ts is out of date"
        );
    }
    let files = fs::read_dir(&folder).unwrap().count();
    assert_eq!(
        files,
        all.len(),
        "ui/src/bindings has a file that no type of the desk makes"
    );
}
