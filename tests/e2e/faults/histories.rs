//! Servers that start anew, backups that are put back, and nights that are slept through.

use live_updates_tests::{Outcome, proxy::Class, with_faults};

use super::reader::Reader;

#[tokio::test]
async fn a_server_that_starts_anew_goes_on_where_it_was() -> Outcome {
    for stream in ["off", "auto"] {
        with_faults(async |stage, proxy| {
            let mut reader = Reader::of(stage, proxy, stream).await?;
            reader.changes().await?;
            reader.clock.advance(12_000).await?;
            stage.restart(proxy).await?;
            reader.changes().await?;
            let revision = format!("widget().revision == {}", reader.writer.revision());
            // A browser comes back to a stream by its own clock.
            for _ in 0..20 {
                reader.clock.advance(15_000).await?;
            }
            stage.until(&revision).await?;
            reader.expect_whole().await
        })
        .await
        .map_err(|error| format!("stream {stream}: {error}"))?;
    }
    Ok(())
}

#[tokio::test]
async fn a_restored_backup_is_shown_as_it_is() -> Outcome {
    for stream in ["off", "auto"] {
        with_faults(async |stage, proxy| {
            let mut reader = Reader::of(stage, proxy, stream).await?;
            let backup = reader.writer.snapshot().clone();
            reader.changes().await?;
            reader.changes().await?;
            for _ in 0..2 {
                reader.clock.advance(12_000).await?;
            }
            stage.until(&format!("widget().revision == {}", reader.writer.revision())).await?;
            reader.writer.restore(backup, Some("second")).await?;
            for _ in 0..5 {
                reader.clock.advance(12_000).await?;
            }
            stage.until("widget().dataset.epoch == 'second'").await?;
            reader.expect_whole().await?;
            reader.changes().await?;
            for _ in 0..5 {
                reader.clock.advance(12_000).await?;
            }
            stage.until(&format!("widget().revision == {}", reader.writer.revision())).await?;
            reader.expect_whole().await
        })
        .await
        .map_err(|error| format!("stream {stream}: {error}"))?;
    }
    Ok(())
}

#[tokio::test]
async fn hundreds_of_changes_while_the_laptop_slept_come_in_a_few_requests() -> Outcome {
    for stream in ["off", "auto"] {
        with_faults(async |stage, proxy| {
            let mut reader = Reader::of(stage, proxy, stream).await?;
            if stream == "auto" {
                proxy.wait_for_open(Class::Stream, 1).await?;
                proxy.silence(Class::Stream);
            }
            for _ in 0..60 {
                reader.changes().await?;
            }
            let before = reader.asked();
            reader.clock.sleep(8 * 3_600_000).await?;
            reader.clock.advance(5000).await?;
            stage.until(&format!("widget().revision == {}", reader.writer.revision())).await?;
            let asked = reader.asked() - before;
            assert!(asked <= 6, "{asked} requests");
            reader.expect_whole().await
        })
        .await
        .map_err(|error| format!("stream {stream}: {error}"))?;
    }
    Ok(())
}
