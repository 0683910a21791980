package io.selvage.gateway.trace;

import io.selvage.gateway.context.TraceEntry;
import io.selvage.gateway.context.TraceRecorder;
import io.selvage.gateway.context.TraceSection;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * A trace in the shape Azure API Management gives it: {@code traceId} and
 * {@code traceEntries}, by section, each with source, timestamp, elapsed and data.
 */
public final class TraceDocument {

	private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter
		.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSS'Z'", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private static final long NANOS_PER_TICK = 100;

	private static final long TICKS_PER_SECOND = 10_000_000;

	private TraceDocument() {
	}

	/**
	 * Makes the document.
	 * @param id the id of the trace
	 * @param trace the trace
	 * @return maps and lists, ready for JSON
	 */
	public static Map<String, Object> of(UUID id, TraceRecorder trace) {
		Map<String, List<Object>> sections = new LinkedHashMap<>();
		for (TraceSection section : List.of(TraceSection.INBOUND, TraceSection.BACKEND, TraceSection.OUTBOUND)) {
			sections.put(section.key(), new ArrayList<>());
		}
		for (TraceEntry entry : trace.entries()) {
			sections.computeIfAbsent(entry.section().key(), (key) -> new ArrayList<>()).add(entry(entry));
		}
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("traceId", id.toString());
		document.put("traceEntries", sections);
		return document;
	}

	private static Map<String, Object> entry(TraceEntry entry) {
		Map<String, Object> line = new LinkedHashMap<>();
		line.put("source", entry.source());
		line.put("timestamp", timestamp(entry.timestamp()));
		line.put("elapsed", elapsed(entry.elapsedNanos()));
		line.put("data", entry.data());
		return line;
	}

	private static String timestamp(Instant instant) {
		return TIMESTAMP.format(instant);
	}

	static String elapsed(long nanos) {
		long ticks = nanos / NANOS_PER_TICK;
		long seconds = ticks / TICKS_PER_SECOND;
		return String.format(Locale.ROOT, "%02d:%02d:%02d.%07d", seconds / 3600, seconds / 60 % 60, seconds % 60,
				ticks % TICKS_PER_SECOND);
	}

}
