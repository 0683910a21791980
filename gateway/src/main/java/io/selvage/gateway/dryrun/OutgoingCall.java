package io.selvage.gateway.dryrun;

import io.selvage.gateway.context.MessageHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A call the gateway would have made.
 *
 * @param source {@code forward-request} or {@code send-request}
 * @param method the method
 * @param url the whole URL; {@code fabric:/…} for a Service Fabric service, whose address
 * is only known to a real gateway
 * @param headers the header lines policies left, a copy
 * @param body the body, or null for none
 */
public record OutgoingCall(String source, String method, String url, MessageHeaders headers, byte @Nullable [] body) {
}
