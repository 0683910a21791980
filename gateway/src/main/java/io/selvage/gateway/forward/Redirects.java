package io.selvage.gateway.forward;

import java.time.Duration;
import java.util.Set;
import java.util.function.Function;

import io.selvage.gateway.context.GatewayRequest;
import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.MessageUrl;
import io.selvage.gateway.policy.ForwardOptions;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Follows the redirects of a backend (RFC 9110 section 15.4) within one attempt. The next
 * request is that of {@link RedirectedRequest}; another origin gets none of the
 * credentials of the first, must be allowed by the {@link RedirectRules}, and a redirect
 * from https to http is not followed. What cannot be followed fails the attempt rather
 * than sending the client to an address it was not meant to see.
 */
final class Redirects {

	/** As many as browsers follow. */
	private static final int MOST = 20;

	private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

	private final RedirectRules rules;

	private final Function<OutboundCall, Mono<AttemptOutcome>> sender;

	Redirects(RedirectRules rules, Function<OutboundCall, Mono<AttemptOutcome>> sender) {
		this.rules = rules;
		this.sender = sender;
	}

	/**
	 * Sends a request and what its answers redirect to.
	 * @param call the request
	 * @return the first outcome that is no redirect
	 */
	Mono<AttemptOutcome> follow(OutboundCall call) {
		long deadline = System.nanoTime() + call.options().timeout().toNanos();
		return this.sender.apply(call).flatMap((outcome) -> next(call, outcome, new Way(deadline, 0)));
	}

	private Mono<AttemptOutcome> next(OutboundCall call, AttemptOutcome outcome, Way way) {
		if (!(outcome instanceof AttemptOutcome.Answered answered)) {
			return Mono.just((way.hops == 0) ? outcome : onTheWay(outcome));
		}
		GatewayResponse response = answered.answer().response();
		String location = STATUSES.contains(response.statusCode()) ? response.headers().first("Location") : null;
		if (location == null || location.isBlank()) {
			return Mono.just(outcome);
		}
		Mono<Void> given = answered.answer().discard();
		try {
			OutboundCall redirected = redirected(call, response.statusCode(), location, way);
			return given.then(Mono.defer(() -> this.sender.apply(redirected)))
				.flatMap((then) -> next(redirected, then, new Way(way.deadline, way.hops + 1)));
		}
		catch (IllegalArgumentException unfollowable) {
			return given.thenReturn(failed(String.valueOf(unfollowable.getMessage())));
		}
	}

	private OutboundCall redirected(OutboundCall call, int status, String location, Way way) {
		if (way.hops >= MOST) {
			throw new IllegalArgumentException("more than " + MOST + " redirects");
		}
		MessageUrl from = call.message().url();
		MessageUrl to = RedirectLocation.resolve(from, location);
		boolean stays = to.scheme().equalsIgnoreCase(from.scheme()) && to.host().equalsIgnoreCase(from.host())
				&& to.port() == from.port();
		NettyTransport transport = stays ? call.transport() : elsewhere(from, to);
		GatewayRequest request = RedirectedRequest.of(call, status, stays);
		OutboundBody body = (request.body() != null) ? call.message().body() : OutboundBody.NONE;
		if (!body.resendable()) {
			throw new IllegalArgumentException("the request body is too large to be sent again to " + to.origin());
		}
		long left = Math.max(0, way.deadline - System.nanoTime());
		ForwardOptions options = call.options().within(Duration.ofNanos(left));
		return new OutboundCall(call.execution(), call.endpoint(), options, transport,
				new OutboundCall.Message(request, to, body));
	}

	private NettyTransport elsewhere(MessageUrl from, MessageUrl to) {
		if (from.scheme().equalsIgnoreCase("https") && !to.scheme().equalsIgnoreCase("https")) {
			throw new IllegalArgumentException("from https to " + to.origin());
		}
		BackendTransport transport = this.rules.transport(to);
		if (!(transport instanceof NettyTransport known)) {
			throw new IllegalArgumentException(
					"'" + to.origin() + "' is neither a host of the catalog nor among the allowed base URLs");
		}
		return known;
	}

	/** A failure to reach where a redirect leads does not mean the endpoint is dead. */
	private static AttemptOutcome onTheWay(AttemptOutcome outcome) {
		return (outcome instanceof AttemptOutcome.Failed failed && failed.failure().error().connectFailure())
				? failed(failed.failure().error() + ": " + failed.failure().detail()) : outcome;
	}

	private static AttemptOutcome failed(@Nullable String detail) {
		return new AttemptOutcome.Failed(new BackendFailure(BackendError.REDIRECT, String.valueOf(detail)));
	}

	/**
	 * How far a request was redirected.
	 *
	 * @param deadline until when the last answer must have begun
	 * @param hops how many redirects were followed
	 */
	private record Way(long deadline, int hops) {
	}

}
