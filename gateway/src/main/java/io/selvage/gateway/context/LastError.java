package io.selvage.gateway.context;

import org.jspecify.annotations.Nullable;

/**
 * What went wrong last ({@code context.LastError}); the values are those of the error
 * handling page of Azure API Management.
 *
 * @param source the policy or built-in step that failed, for example
 * {@code forward-request}
 * @param reason the machine-readable reason, for example {@code BackendConnectionFailure}
 * @param message the text for people
 * @param scope global, product, api or operation
 * @param section inbound, backend, outbound or on-error
 * @param path the place of the policy in its section, for example
 * {@code choose[3]/when[2]}
 * @param policyId the value of the policy's {@code id} attribute
 */
public record LastError(String source, @Nullable String reason, String message, @Nullable String scope,
		@Nullable String section, @Nullable String path, @Nullable String policyId) {
}
