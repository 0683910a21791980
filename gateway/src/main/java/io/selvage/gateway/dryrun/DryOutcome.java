package io.selvage.gateway.dryrun;

import java.util.List;

import io.selvage.gateway.context.PolicyContext;
import io.selvage.gateway.policy.BackendSelection;
import io.selvage.gateway.policy.Secrets;
import io.selvage.gateway.context.TraceEntry;
import org.jspecify.annotations.Nullable;

/**
 * What a dry run did.
 *
 * @param context the request and response as the policies left them, with variables and
 * {@code LastError}
 * @param calls the calls that would have been made, in order
 * @param selection the backend that was chosen; null for the API's own
 * @param terminated whether a statement ended the pipeline, or an error did
 * @param onErrorRan whether an error led to on-error
 * @param trace the trace
 * @param secrets what nobody may be shown of it
 */
public record DryOutcome(PolicyContext context, List<OutgoingCall> calls, @Nullable BackendSelection selection,
		boolean terminated, boolean onErrorRan, List<TraceEntry> trace, Secrets secrets) {
}
