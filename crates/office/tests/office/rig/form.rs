//! Files as they are uploaded.

/// So many bytes that begin as a PDF and are different at every place.
pub fn pdf(size: usize) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    bytes.extend((0u32..).flat_map(u32::to_be_bytes).take(size - bytes.len()));
    bytes
}

/// A form as it travels, part after part.
pub struct Form(Vec<u8>);

impl Form {
    pub const KIND: &str = "multipart/form-data; boundary=between";

    pub fn new() -> Self {
        Self(Vec::new())
    }

    pub fn file(self, name: &str, bytes: &[u8]) -> Self {
        self.part(&format!("name=\"file\"; filename=\"{name}\""), bytes)
    }

    pub fn text(self, name: &str, text: &str) -> Self {
        self.part(&format!("name=\"{name}\""), text.as_bytes())
    }

    fn part(mut self, parameters: &str, bytes: &[u8]) -> Self {
        let head = format!("--between\r\nContent-Disposition: form-data; {parameters}\r\n\r\n");
        self.0.extend_from_slice(head.as_bytes());
        self.0.extend_from_slice(bytes);
        self.0.extend_from_slice(b"\r\n");
        self
    }

    pub fn ended(mut self) -> Vec<u8> {
        self.0.extend_from_slice(b"--between--\r\n");
        self.0
    }

    /// The form without its end, as a line that breaks leaves it.
    pub fn broken_off(self) -> Vec<u8> {
        self.0
    }
}
