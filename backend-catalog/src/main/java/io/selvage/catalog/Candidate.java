package io.selvage.catalog;

import java.util.List;

import io.selvage.catalog.resource.Violation;

/**
 * A validated change that is not served yet. Whoever must make it durable first does so
 * between {@link Catalog#prepare} and {@link Catalog#publish}.
 *
 * @param changes what was asked for
 * @param difference what it changes in the snapshot it was made from
 * @param snapshot what will be served
 * @param warnings what is legal and dangerous in this change
 */
public record Candidate(Changes changes, Difference difference, CatalogSnapshot snapshot, List<Violation> warnings) {
}
