//! How bodies and answers travel: nearly all as JSON, files in forms of their own.

use std::marker::PhantomData;

use crate::shape::Shape;

/// How a body or an answer travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Media {
    /// As JSON, or not at all where there is nothing to say.
    Json,
    /// As `multipart/form-data`: one file in the part [`FILE_PART`], and a part for each field.
    Form,
    /// As the bytes of a file.
    File,
}

/// The part of a form that is the file.
pub const FILE_PART: &str = "file";

/// What a call carries, as a table's row names it: a type as JSON, or an [`Upload`].
pub trait Body: 'static {
    /// The fields; of an upload, those beside the file.
    type Fields: Shape;
    /// How it travels.
    const MEDIA: Media;
}

/// A form with a file, and the fields of `T` beside it.
pub struct Upload<T>(PhantomData<T>);

impl<T: Shape> Body for T {
    type Fields = T;
    const MEDIA: Media = Media::Json;
}

impl<T: Shape> Body for Upload<T> {
    type Fields = T;
    const MEDIA: Media = Media::Form;
}
