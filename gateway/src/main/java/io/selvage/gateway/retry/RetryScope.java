package io.selvage.gateway.retry;

import java.util.Map;

import io.selvage.gateway.context.PolicyContext;
import io.selvage.gateway.context.TraceRecorder;
import io.selvage.gateway.context.TraceSection;

/**
 * For whom a retry section runs.
 *
 * @param context the request
 * @param condition whether there is another execution
 * @param section the section its trace entries belong to
 * @param source the source of its trace entries: {@code retry} or
 * {@code service-fabric-backend}
 * @param bodyLimit how many bytes of a body are read into memory for a condition that
 * reads it
 */
public record RetryScope(PolicyContext context, RetryCondition condition, TraceSection section, String source,
		int bodyLimit) {

	void trace(String message) {
		TraceRecorder trace = this.context.trace();
		if (trace != null) {
			trace.add(this.section, this.source, Map.of("message", message));
		}
	}

}
