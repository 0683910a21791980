package io.selvage.gateway.policy.document;

/**
 * A <code>{{name}}</code> that names no named value. In a Liquid template or an
 * interpolated C# string that is no mistake; elsewhere it is.
 *
 * @param name the name between the braces
 * @param position the place of the first brace
 */
public record NamedValueReference(String name, TextPosition position) {
}
