package io.selvage.gateway.forward;

import io.selvage.gateway.context.MessageUrl;
import org.jspecify.annotations.Nullable;

/**
 * Which URLs a backend may redirect to. What a backend names is no more trusted than what
 * an expression makes: the rules of computed base URLs hold for every hop.
 */
@FunctionalInterface
public interface RedirectRules {

	/** Only the origin that redirects may be redirected to, which asks for no rule. */
	RedirectRules SAME_ORIGIN = (url) -> null;

	/**
	 * Finds by which connections another origin may be called.
	 * @param url where a redirect leads
	 * @return a transport without credentials, or null if the URL may not be called
	 */
	@Nullable BackendTransport transport(MessageUrl url);

}
