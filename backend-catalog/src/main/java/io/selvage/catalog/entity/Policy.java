package io.selvage.catalog.entity;

/**
 * A policy document as its author wrote it.
 *
 * @param scope where it applies
 * @param text the document
 */
public record Policy(PolicyScope scope, PolicyText text) {
}
