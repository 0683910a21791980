package io.selvage.gateway.policy.document;

/**
 * An attribute.
 *
 * @param name the name
 * @param value the value, entities decoded
 * @param position the place of the name
 */
public record PolicyAttribute(String name, PolicyValue value, TextPosition position) {
}
