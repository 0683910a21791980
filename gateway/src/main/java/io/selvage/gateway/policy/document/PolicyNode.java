package io.selvage.gateway.policy.document;

/**
 * What an element contains: elements and text.
 */
public sealed interface PolicyNode permits PolicyElement, PolicyText {

}
