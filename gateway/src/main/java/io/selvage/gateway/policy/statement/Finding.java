package io.selvage.gateway.policy.statement;

/**
 * One way in which a message is not as described. Never holds values of the message.
 *
 * @param name what is wrong: a parameter, a header, a media type, a status code
 * @param type its kind, for example {@code QueryParameter} or {@code RequestBody}
 * @param rule the rule it breaks, for example {@code Unspecified}
 * @param details the text for people
 * @param action what is done about it
 */
record Finding(String name, String type, String rule, String details, ValidationAction action) {
}
