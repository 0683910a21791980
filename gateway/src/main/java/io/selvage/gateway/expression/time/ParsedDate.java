package io.selvage.gateway.expression.time;

import org.jspecify.annotations.Nullable;

/**
 * What a date text said.
 *
 * @param ticks what the clock shows
 * @param offset the offset in ticks, or null if the text named none
 * @param zulu whether the text named universal time (Z or GMT)
 */
record ParsedDate(long ticks, @Nullable Long offset, boolean zulu) {

	/** A text with an offset becomes local time; local time is UTC. */
	DateTime toDateTime() {
		if (this.offset == null) {
			return new DateTime(this.ticks, DateTimeKind.UNSPECIFIED);
		}
		return new DateTime(this.ticks - this.offset, DateTimeKind.LOCAL);
	}

	/** Keeps universal time as such. */
	DateTime toRoundtripDateTime() {
		return this.zulu ? new DateTime(this.ticks, DateTimeKind.UTC) : toDateTime();
	}

	DateTimeOffset toDateTimeOffset() {
		return new DateTimeOffset(new DateTime(this.ticks, DateTimeKind.UNSPECIFIED),
				new TimeSpan((this.offset != null) ? this.offset : 0));
	}

}
