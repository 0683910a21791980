package io.selvage.gateway.error;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

import io.selvage.gateway.context.LastError;
import io.selvage.gateway.context.PolicyContext;
import io.selvage.gateway.policy.PolicyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one line per failed request, without a stack trace, and at most so many per
 * second: a failing backend must not drown the log. What was left out is counted in the
 * next line.
 */
public final class FailureLog {

	private static final Logger logger = LoggerFactory.getLogger(FailureLog.class);

	private static final int CLIENT_ERRORS_BELOW = 500;

	private final int perSecond;

	private final UnaryOperator<String> redaction;

	private final LongSupplier nanoTime;

	private final AtomicLong second = new AtomicLong(Long.MIN_VALUE);

	private final AtomicInteger written = new AtomicInteger();

	private final AtomicInteger leftOut = new AtomicInteger();

	/**
	 * Creates a log.
	 * @param perSecond how many lines a second may have
	 */
	public FailureLog(int perSecond) {
		this(perSecond, (text) -> text);
	}

	/**
	 * Creates a log that hides secrets.
	 * @param perSecond how many lines a second may have
	 * @param redaction takes secrets out of a text
	 */
	public FailureLog(int perSecond, UnaryOperator<String> redaction) {
		this.perSecond = perSecond;
		this.redaction = redaction;
		this.nanoTime = System::nanoTime;
	}

	/**
	 * Notes a failure of a policy or of the backend.
	 * @param failure what happened
	 * @param context the request
	 */
	public void failed(PolicyException failure, PolicyContext context) {
		if (failure.status() < CLIENT_ERRORS_BELOW && !logger.isDebugEnabled()) {
			return;
		}
		if (admitted()) {
			LastError error = failure.error();
			Throwable cause = failure.getCause();
			logger.warn("{} {} {} -> {}: {} {}: {}{}{}", context.requestId(), context.request().originalMethod(),
					this.redaction.apply(context.request().originalUrl().rawPath()), failure.status(), error.source(),
					error.reason(), this.redaction.apply(error.message()),
					(cause != null) ? " (" + this.redaction.apply(String.valueOf(cause.getMessage())) + ")" : "",
					omitted());
		}
	}

	/**
	 * Notes a defect of the gateway itself, with its stack trace.
	 * @param defect what was thrown
	 * @param context the request
	 */
	public void defect(Throwable defect, PolicyContext context) {
		if (admitted()) {
			logger.error("{} {} {} -> 500: defect in the gateway{}", context.requestId(),
					context.request().originalMethod(), context.request().originalUrl().rawPath(), omitted(), defect);
		}
	}

	private boolean admitted() {
		long now = TimeUnit.NANOSECONDS.toSeconds(this.nanoTime.getAsLong());
		long before = this.second.get();
		if (before != now && this.second.compareAndSet(before, now)) {
			this.written.set(0);
		}
		if (this.written.incrementAndGet() <= this.perSecond) {
			return true;
		}
		this.leftOut.incrementAndGet();
		return false;
	}

	private String omitted() {
		int count = this.leftOut.getAndSet(0);
		return (count == 0) ? "" : " [" + count + " more were not logged]";
	}

}
