package io.selvage.reliability.load;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A request under way, on the thread of its load.
 */
final class Call {

	private final Ask ask;

	private final long due;

	private final Load load;

	private @Nullable Future<?> clock;

	private boolean over;

	Call(Ask ask, long due, Load load) {
		this.ask = ask;
		this.due = due;
		this.load = load;
	}

	Ask ask() {
		return this.ask;
	}

	void startClock(EventLoop loop, long patienceMillis, Runnable late) {
		if (this.clock == null) {
			this.clock = loop.schedule(() -> {
				if (!this.over) {
					end(Answer.LATE, "");
					late.run();
				}
			}, patienceMillis, TimeUnit.MILLISECONDS);
		}
	}

	void end(int status, String body) {
		if (this.over) {
			return;
		}
		this.over = true;
		if (this.clock != null) {
			this.clock.cancel(false);
		}
		this.load.ended(new Answer(this.ask, this.due, System.nanoTime(), status, body));
	}

	/** The server said that it did not look at the request. */
	void again() {
		if (!this.over) {
			this.load.dispatch(this);
		}
	}

}
