//! What directories, applications and organisations are known by.

/// Whether a text is a UUID: 32 hexadecimal digits in five groups (RFC 9562, 4).
pub(crate) fn is_uuid(text: &str) -> bool {
    let is_hex = |group: &str| group.bytes().all(|byte| byte.is_ascii_hexdigit());
    let lengths = text.split('-').map(str::len);
    lengths.eq([8, 4, 4, 4, 12]) && text.split('-').all(is_hex)
}
