//! The first page of a PDF.

use hayro::{
    RenderCache, RenderSettings, hayro_interpret::InterpreterSettings, hayro_syntax::Pdf, render,
    vello_cpu::color::palette::css::WHITE,
};
use image::{DynamicImage, RgbImage, RgbaImage};

use super::{LONGEST_SIDE, on_white};

/// The page as a picture; only for what [`super::guard`] lets pass.
pub(super) fn first(bytes: Vec<u8>) -> Option<RgbImage> {
    let pdf = Pdf::new(bytes).ok()?;
    let page = pdf.pages().first()?;
    let (width, height) = page.render_dimensions();
    let longest = LONGEST_SIDE as f32;
    let scale = longest / width.max(height);
    if !scale.is_finite() || scale <= 0.0 {
        return None;
    }
    // A side of a strip of paper is still one pixel.
    let side = |length: f32| (length * scale).round().clamp(1.0, longest) as u16;
    let settings = RenderSettings {
        x_scale: scale,
        y_scale: scale,
        width: Some(side(width)),
        height: Some(side(height)),
        bg_color: WHITE,
    };
    let picture = render(
        page,
        &RenderCache::new(),
        &InterpreterSettings::default(),
        &settings,
    );
    let (width, height) = (picture.width().into(), picture.height().into());
    let pixels = picture.data_as_u8_slice().to_vec();
    let picture = RgbaImage::from_raw(width, height, pixels)?;
    Some(on_white(&DynamicImage::ImageRgba8(picture)))
}
