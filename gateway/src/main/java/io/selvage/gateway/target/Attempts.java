package io.selvage.gateway.target;

import io.selvage.gateway.context.PolicyContext;
import io.selvage.gateway.forward.Endpoint;
import io.selvage.gateway.policy.BackendSelection.FabricOptions;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Makes the attempts of one request, for a target that says where they go. It keeps the
 * request's budgets and gives up the answer of an attempt before it makes the next one.
 */
public interface Attempts {

	/**
	 * Returns the request.
	 * @return its context
	 */
	PolicyContext context();

	/**
	 * Returns what the policy said about the Service Fabric call.
	 * @return the options; none of them set for other backends
	 */
	FabricOptions fabricOptions();

	/**
	 * Makes one attempt. An answer becomes the response of the context.
	 * @param endpoint where to
	 * @return what became of it; never fails
	 */
	Mono<Attempt> send(Endpoint endpoint);

	/**
	 * Returns the latest attempt.
	 * @return null before the first one
	 */
	@Nullable Attempt last();

	/**
	 * Tells why the request must not be sent once more.
	 * @param backendId whose retry budget is charged
	 * @param reason who asks for it
	 * @return the reason as a sentence, or null if it may be sent
	 */
	@Nullable String refusal(String backendId, ResendReason reason);

	/**
	 * Tells whether the target is a member of a pool of which another one can be tried.
	 * @return true if it should give up rather than wait
	 */
	boolean hasAlternatives();

	/**
	 * Says whether there are alternatives from now on.
	 * @param alternatives true if another member of a pool can be tried
	 */
	void hasAlternatives(boolean alternatives);

	/**
	 * Takes the secrets of the policy out of a text.
	 * @param text the text
	 * @return what a trace may show
	 */
	String mask(String text);

}
