//! What it costs to be adoptable: little more than the words themselves.

use live_updates_tests::{Outcome, with_stage};

#[tokio::test]
async fn the_page_is_little_longer_than_without_what_adoption_needs() -> Outcome {
    with_stage(async |stage| {
        let html = stage.html("/harbour-day").await?;
        let template = html.find("<template").ok_or("a template")?
            ..html.find("</template>").ok_or("its end")? + "</template>".len();
        let mut bare = html.clone();
        bare.replace_range(template, "");
        // Attributes that begin with `data-`, with either kind of quotes or none.
        let mut rest = bare.as_str();
        let mut without = String::new();
        while let Some(at) = rest.find(" data-") {
            without.push_str(&rest[..at]);
            rest = &rest[at + 1..];
            let name_end = rest.find(['=', ' ', '>']).ok_or("a name")?;
            rest = &rest[name_end..];
            if let Some(value) = rest.strip_prefix('=') {
                let quote = value.chars().next().ok_or("a value")?;
                let end = value[1..].find(quote).ok_or("a closing quote")? + 2;
                rest = &value[end..];
            }
        }
        without.push_str(rest);
        let ratio = html.len() as f64 / without.len() as f64;
        assert!(ratio <= 1.15, "{ratio:.3}: {} bytes, {} without", html.len(), without.len());
        Ok(())
    })
    .await
}
