package io.selvage.gateway.policy.document;

/**
 * Text in an element.
 *
 * @param value the text, entities decoded
 */
public record PolicyText(PolicyValue value) implements PolicyNode {
}
