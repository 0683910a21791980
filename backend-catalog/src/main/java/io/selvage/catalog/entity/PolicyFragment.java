package io.selvage.catalog.entity;

/**
 * Policy statements that documents include by name.
 *
 * @param name the resource name, which {@code fragment-id} refers to
 * @param text the text with the root element {@code fragment}
 */
public record PolicyFragment(String name, PolicyText text) {
}
