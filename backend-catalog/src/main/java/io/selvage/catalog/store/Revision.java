package io.selvage.catalog.store;

import java.time.Instant;

/**
 * One acknowledged write.
 *
 * @param number its number; each is one higher than the one before
 * @param author who made it
 * @param writtenAt when, by the clock of the process that wrote it
 * @param note what it was
 */
public record Revision(long number, String author, Instant writtenAt, String note) {
}
