package io.selvage.gateway.retry;

import java.time.Duration;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RetryWaitsTests {

	@Test
	void withoutDeltaAllWaitsAreEqual() {
		assertThat(seconds(waits(5, null, null, false), 0.5, 4)).containsExactly(5, 5, 5, 5);
	}

	@Test
	void aDeltaIsAddedForEachFurtherRetry() {
		assertThat(seconds(waits(10, 10, null, false), 0.5, 4)).containsExactly(10, 20, 30, 40);
	}

	@Test
	void aDeltaWithALimitGrowsExponentiallyWithinTheJitter() {
		assertThat(seconds(waits(10, 10, 100, false), 0.0, 6)).containsExactly(10, 18, 34, 66, 100, 100);
		assertThat(seconds(waits(10, 10, 100, false), 0.5, 6)).containsExactly(10, 20, 40, 80, 100, 100);
		assertThat(seconds(waits(10, 10, 100, false), 0.9999999, 6)).containsExactly(10, 22, 46, 94, 100, 100);
	}

	@Test
	void aLimitWithoutDeltaChangesNothing() {
		assertThat(seconds(waits(7, null, 3, false), 0.5, 2)).containsExactly(7, 7);
	}

	@Test
	void aFastFirstRetryDoesNotShiftTheLaterWaits() {
		assertThat(seconds(waits(5, null, null, true), 0.5, 3)).containsExactly(0, 5, 5);
		assertThat(seconds(waits(10, 10, null, true), 0.5, 3)).containsExactly(0, 20, 30);
	}

	@Test
	void theFiftiethWaitStaysWithinTheLimit() {
		assertThat(waits(1, 86_400, 60, false).millisBefore(50, () -> 0.5)).isEqualTo(60_000);
	}

	@Test
	void negativeWaitsAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> waits(-1, null, null, false));
	}

	@Test
	void durationsAreWrittenAsDotNetDoes() {
		assertThat(TimeSpanText.of(0)).isEqualTo("00:00:00");
		assertThat(TimeSpanText.of(3_723_250)).isEqualTo("01:02:03.2500000");
		assertThat(TimeSpanText.of(90_000_000)).isEqualTo("1.01:00:00");
	}

	private static int[] seconds(RetryWaits waits, double random, int count) {
		return IntStream.rangeClosed(1, count)
			.map((retry) -> (int) Math.round(waits.millisBefore(retry, () -> random) / 1000.0))
			.toArray();
	}

	private static RetryWaits waits(int interval, @Nullable Integer delta, @Nullable Integer max, boolean fast) {
		return new RetryWaits(Duration.ofSeconds(interval), duration(delta), duration(max), fast);
	}

	private static @Nullable Duration duration(@Nullable Integer seconds) {
		return (seconds != null) ? Duration.ofSeconds(seconds) : null;
	}

}
