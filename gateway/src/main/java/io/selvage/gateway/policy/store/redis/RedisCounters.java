package io.selvage.gateway.policy.store.redis;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

import io.selvage.gateway.policy.store.Counters;
import io.selvage.gateway.policy.store.StoreUnavailableException;
import reactor.core.publisher.Mono;

/**
 * Counters that all gateways with the same Redis share. Each question is one script, so
 * that checking and counting are one step, by the clock of Redis. Windows slide as those
 * in the process do: calls close together are one entry that leaves with its last call.
 */
public final class RedisCounters implements Counters {

	private static final RedisScript SLIDE = new RedisScript("""
			local limit, amount, window = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
			local time = redis.call('TIME')
			local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
			local entries, used = {}, 0
			for first, last, sum in string.gmatch(redis.call('GET', KEYS[1]) or '', '(%d+),(%d+),(%d+);') do
				if now - tonumber(last) < window then
					entries[#entries + 1] = { tonumber(first), tonumber(last), tonumber(sum) }
					used = used + tonumber(sum)
				end
			end
			if used >= limit then
				local left = used
				for _, entry in ipairs(entries) do
					left = left - entry[3]
					if left < limit then
						return { 0, used, math.ceil(entry[2] + window - now) }
					end
				end
				return { 0, used, window }
			end
			if amount > 0 then
				local newest = entries[#entries]
				if newest == nil or now - newest[1] >= window / 64 then
					newest = { now, now, 0 }
					entries[#entries + 1] = newest
				end
				newest[2] = math.max(newest[2], now)
				newest[3] = newest[3] + amount
				local lines = {}
				for i, entry in ipairs(entries) do
					lines[i] = string.format('%.0f,%.0f,%.0f;', entry[1], entry[2], entry[3])
				end
				redis.call('SET', KEYS[1], table.concat(lines), 'PX', math.ceil(window / 1000))
				used = used + amount
			end
			return { 1, used, 0 }
			""");

	/** The third argument says whether the total may pass the limit. */
	private static final RedisScript COUNT = new RedisScript("""
			local limit, amount, whole = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]) == 1
			local used = tonumber(redis.call('GET', KEYS[1]) or '0')
			if used >= limit or (whole and used + amount > limit) then
				return { 0, used }
			end
			if amount ~= 0 then
				used = math.max(0, used + amount)
				redis.call('SET', KEYS[1], string.format('%.0f', used), 'PX', ARGV[4])
			end
			return { 1, used }
			""");

	private static final int MICROS = 1000;

	private final RedisLink link;

	private final FailureRule rule;

	private final Counters local;

	/**
	 * Creates counters.
	 * @param link the connection
	 * @param rule what holds while Redis does not answer
	 * @param local counts meanwhile if the rule is {@link FailureRule#LOCAL}
	 */
	public RedisCounters(RedisLink link, FailureRule rule, Counters local) {
		this.link = link;
		this.rule = rule;
		this.local = local;
	}

	@Override
	public Mono<Usage> slide(String key, long limit, long amount, Duration window) {
		return SLIDE.run(this.link, key, limit, amount, window.toNanos() / MICROS)
			.map((answer) -> new Usage(answer.get(0) == 1, answer.get(1), Duration.ofNanos(answer.get(2) * MICROS)))
			.onErrorResume(missing((counters) -> counters.slide(key, limit, amount, window)));
	}

	@Override
	public Mono<Usage> count(String key, long limit, long amount, Duration lifetime) {
		return total(key, limit, amount, false, lifetime)
			.onErrorResume(missing((counters) -> counters.count(key, limit, amount, lifetime)));
	}

	@Override
	public Mono<Usage> reserve(String key, long limit, long amount, Duration lifetime) {
		return total(key, limit, amount, true, lifetime)
			.onErrorResume(missing((counters) -> counters.reserve(key, limit, amount, lifetime)));
	}

	private Mono<Usage> total(String key, long limit, long amount, boolean whole, Duration lifetime) {
		return COUNT.run(this.link, key, limit, amount, whole ? 1 : 0, Math.max(1, lifetime.toMillis()))
			.map((answer) -> allowed(answer) ? new Usage(true, answer.get(1), Duration.ZERO)
					: new Usage(false, answer.get(1), lifetime));
	}

	private static boolean allowed(List<Long> answer) {
		return answer.get(0) == 1;
	}

	private Function<Throwable, Mono<Usage>> missing(Function<Counters, Mono<Usage>> meanwhile) {
		return (failure) -> switch (this.rule) {
			case OPEN -> Mono.just(new Usage(true, 0, Duration.ZERO));
			case CLOSED -> Mono.error(new StoreUnavailableException("The shared counters cannot be reached.", failure));
			case LOCAL -> meanwhile.apply(this.local);
		};
	}

}
