package io.selvage.gateway.context;

import java.time.Instant;

/**
 * One entry of a trace.
 *
 * @param section the section it belongs to
 * @param source the policy or built-in step that wrote it, for example
 * {@code set-backend-service}
 * @param timestamp when, by the wall clock
 * @param elapsedNanos how long after the start of the request, in nanoseconds
 * @param data a string, or a map of strings, numbers, booleans, lists and maps
 */
public record TraceEntry(TraceSection section, String source, Instant timestamp, long elapsedNanos, Object data) {
}
