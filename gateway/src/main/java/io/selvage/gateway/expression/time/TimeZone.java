package io.selvage.gateway.expression.time;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.time.zone.ZoneRules;
import java.util.Locale;

import io.selvage.gateway.expression.types.ClrException;
import org.jspecify.annotations.Nullable;

/**
 * A time zone by its Windows or IANA name (System.TimeZoneInfo).
 *
 * @param id the name it was asked for by
 * @param zone the zone
 */
public record TimeZone(String id, ZoneId zone) {

	public static final TimeZone UTC = new TimeZone("UTC", ZoneOffset.UTC);

	/**
	 * Finds a zone.
	 * @param id for example {@code W. Europe Standard Time} or {@code Europe/Berlin}
	 * @return the zone
	 * @throws ClrException System.TimeZoneNotFoundException if there is none
	 */
	public static TimeZone find(@Nullable String id) {
		if (id == null) {
			throw ClrException.argumentNull("id");
		}
		if (id.equals("UTC")) {
			return UTC;
		}
		String iana = WindowsZones.toIana(id);
		try {
			return new TimeZone(id, ZoneId.of((iana != null) ? iana : id));
		}
		catch (DateTimeException ex) {
			throw new ClrException("System.TimeZoneNotFoundException",
					"The time zone ID '" + id + "' was not found on the local computer.");
		}
	}

	private ZoneRules rules() {
		return this.zone.getRules();
	}

	public TimeSpan baseOffset() {
		return span(rules().getStandardOffset(java.time.Instant.now()));
	}

	/**
	 * Returns the offset when a clock of this zone (or, by its kind, of UTC) shows a
	 * time.
	 * @param time the time
	 * @return the offset from UTC
	 */
	public TimeSpan offset(DateTime time) {
		if (time.kind() == DateTimeKind.UNSPECIFIED) {
			return span(rules().getOffset(time.toLocal()));
		}
		return span(rules().getOffset(time.toInstant()));
	}

	public TimeSpan offset(DateTimeOffset time) {
		return span(rules().getOffset(time.utcDateTime().toInstant()));
	}

	private static TimeSpan span(ZoneOffset offset) {
		return new TimeSpan(offset.getTotalSeconds() * TimeSpan.TICKS_PER_SECOND);
	}

	public boolean supportsDaylightSaving() {
		return !rules().isFixedOffset() && !rules().getTransitionRules().isEmpty();
	}

	public boolean isDaylightSaving(DateTime time) {
		return rules().isDaylightSavings(time.withKind(DateTimeKind.UTC).addTicks(-offset(time).ticks()).toInstant());
	}

	public boolean isInvalid(DateTime time) {
		return time.kind() == DateTimeKind.UNSPECIFIED && rules().getValidOffsets(local(time)).isEmpty();
	}

	public boolean isAmbiguous(DateTime time) {
		return time.kind() == DateTimeKind.UNSPECIFIED && rules().getValidOffsets(local(time)).size() > 1;
	}

	private static LocalDateTime local(DateTime time) {
		return time.toLocal();
	}

	/**
	 * Reads a time as this zone's clock and returns it in UTC; in a fall-back hour,
	 * standard time is meant.
	 */
	DateTime toUtc(DateTime time) {
		if (time.kind() == DateTimeKind.UTC) {
			return time;
		}
		if (isInvalid(time)) {
			throw ClrException.argument("The supplied DateTime represents an invalid time: the clock skips it.");
		}
		TimeSpan offset = isAmbiguous(time) ? span(rules().getValidOffsets(local(time)).get(1)) : offset(time);
		return new DateTime(time.ticks() - offset.ticks(), DateTimeKind.UTC);
	}

	DateTime fromUtc(DateTime utc) {
		TimeSpan offset = span(rules().getOffset(utc.toInstant()));
		return new DateTime(utc.ticks() + offset.ticks(),
				this.zone.equals(ZoneOffset.UTC) ? DateTimeKind.UTC : DateTimeKind.UNSPECIFIED);
	}

	public String standardName() {
		return this.zone.equals(ZoneOffset.UTC) ? "UTC" : (WindowsZones.toIana(this.id) != null) ? this.id
				: this.zone.getDisplayName(TextStyle.FULL, Locale.ROOT);
	}

	public String daylightName() {
		return standardName().replace("Standard", "Daylight");
	}

	public String displayName() {
		Duration offset = Duration.ofSeconds(baseOffset().ticks() / TimeSpan.TICKS_PER_SECOND);
		if (this.zone.equals(ZoneOffset.UTC)) {
			return "(UTC) Coordinated Universal Time";
		}
		String sign = offset.isNegative() ? "-" : "+";
		return String.format(Locale.ROOT, "(UTC%s%02d:%02d) %s", sign, offset.abs().toHours(),
				offset.abs().toMinutesPart(), this.id);
	}

	@Override
	public String toString() {
		return displayName();
	}

}
