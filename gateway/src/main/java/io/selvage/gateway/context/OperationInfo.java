package io.selvage.gateway.context;

/**
 * The operation a request matched ({@code context.Operation}). Made once per catalog
 * change.
 *
 * @param id the resource name
 * @param method the method of the operation, {@code *} for any
 * @param name the display name
 * @param urlTemplate for example {@code /orders/{id}}
 */
public record OperationInfo(String id, String method, String name, String urlTemplate) {
}
