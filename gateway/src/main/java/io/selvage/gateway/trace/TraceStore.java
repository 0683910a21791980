package io.selvage.gateway.trace;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;

import io.selvage.gateway.context.TraceRecorder;
import org.jspecify.annotations.Nullable;

/**
 * Keeps traces for a while: at most so many, the oldest go first.
 */
public final class TraceStore {

	private final Map<UUID, Kept> traces;

	private final long timeToLiveNanos;

	private final LongSupplier nanoTime;

	/**
	 * Creates a store.
	 * @param capacity how many traces are kept
	 * @param timeToLive how long each is kept
	 */
	public TraceStore(int capacity, Duration timeToLive) {
		this(capacity, timeToLive, System::nanoTime);
	}

	TraceStore(int capacity, Duration timeToLive, LongSupplier nanoTime) {
		this.timeToLiveNanos = timeToLive.toNanos();
		this.nanoTime = nanoTime;
		this.traces = new LinkedHashMap<>() {

			@Override
			protected boolean removeEldestEntry(Map.Entry<UUID, Kept> eldest) {
				return size() > capacity;
			}

		};
	}

	/**
	 * Keeps a trace. It may still be written.
	 * @param trace the trace
	 * @return the id under which it can be found
	 */
	public UUID keep(TraceRecorder trace) {
		UUID id = UUID.randomUUID();
		long now = this.nanoTime.getAsLong();
		synchronized (this.traces) {
			this.traces.values().removeIf((kept) -> now - kept.since > this.timeToLiveNanos);
			this.traces.put(id, new Kept(trace, now));
		}
		return id;
	}

	/**
	 * Finds a trace.
	 * @param id its id
	 * @return the trace; null if it is not kept (any more)
	 */
	public @Nullable TraceRecorder find(UUID id) {
		synchronized (this.traces) {
			Kept kept = this.traces.get(id);
			return (kept == null || this.nanoTime.getAsLong() - kept.since > this.timeToLiveNanos) ? null : kept.trace;
		}
	}

	private record Kept(TraceRecorder trace, long since) {
	}

}
