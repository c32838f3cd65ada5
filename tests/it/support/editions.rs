//! Editions to tell stories in.

use palmares::editions::{
    Edition, EditionDocument, Importer, find, import,
    sample::{Stage, essa_2023, shifted},
};

use super::TestApp;

impl TestApp {
    /// The sample edition `essa/2023`, moved so that this stage is now.
    pub async fn edition(&self, stage: Stage) -> Edition {
        let essa = essa_2023().expect("the sample is valid");
        let moved = shifted(&essa, stage, self.app.clock.now()).expect("dates stay in range");
        self.edition_of(&moved).await
    }

    /// An edition with these rules.
    pub async fn edition_of(&self, document: &EditionDocument) -> Edition {
        let ctx = self.ctx();
        let tx = ctx.begin().await.expect("a transaction");
        import(&tx, &ctx, document, Importer::Program).await.expect("an import");
        tx.commit().await.expect("a commit");
        let (programme, slug) = (&document.programme.slug, &document.edition.slug);
        find(ctx.read(), &ctx, programme, slug).await.expect("an answer").expect("the edition")
    }
}
