package io.selvage.gateway.management;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

import io.selvage.gateway.dryrun.PolicySubject;
import io.selvage.gateway.dryrun.PolicyWorkbench;
import io.selvage.gateway.dryrun.SampleRequest;
import io.selvage.gateway.policy.ElementReference;
import io.selvage.gateway.policy.PolicyScope;
import io.selvage.gateway.policy.PolicySource;
import io.selvage.gateway.policy.document.PolicyFormat;
import io.selvage.gateway.runtime.CatalogPolicies;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import reactor.core.publisher.Mono;

/**
 * Tools for authors of policies: the element reference, the effective policy of an
 * operation, the check and dry run of a document.
 */
@Endpoint(id = "policies")
public final class PoliciesEndpoint {

	private final PolicyWorkbench workbench;

	private final ElementReference reference;

	private final Supplier<CatalogPolicies> policies;

	/**
	 * Creates the endpoint.
	 * @param workbench checks and runs documents
	 * @param reference the element reference
	 * @param policies the documents that are served now
	 */
	public PoliciesEndpoint(PolicyWorkbench workbench, ElementReference reference, Supplier<CatalogPolicies> policies) {
		this.workbench = workbench;
		this.reference = reference;
		this.policies = policies;
	}

	/**
	 * Returns the element reference.
	 * @return all policies with their attributes and children, and those not supported
	 */
	@ReadOperation
	public Map<String, Object> reference() {
		return this.reference.data();
	}

	/**
	 * Returns the effective policy of an operation.
	 * @param api the resource name of the API
	 * @param operation the resource name of the operation
	 * @param product the product in whose context it is called, or null
	 * @return the statements with their scopes and places, as data and as text; empty
	 * (404) if there is no such operation or product
	 */
	@ReadOperation
	public Mono<Map<String, Object>> effective(@Selector String api, @Selector String operation,
			@Nullable String product) {
		CatalogPolicies served = this.policies.get();
		CatalogPolicies.Place place = served.find(api, operation, product);
		return (place != null) ? this.workbench.check(subject(served, place), null) : Mono.empty();
	}

	/**
	 * Checks an expression, or a document or fragment, and runs a document if a URL is
	 * given.
	 * @param document the text of a document or fragment
	 * @param expression an expression, instead of a document
	 * @param scope global, product, api or operation; operation if none is given
	 * @param format {@code xml} or {@code rawxml}; if none is given, what fits
	 * @param api with {@code operation}: the operation the document is for; its other
	 * scopes apply
	 * @param operation the resource name of the operation
	 * @param product the product in whose context it is called, or null
	 * @param method the method of the sample request; GET if none is given
	 * @param url its absolute URL; null for no run
	 * @param headers its header lines, such as {@code Accept: text/plain}, one a line
	 * @param body its body, or null
	 * @param answers what its calls are answered, such as <code>200 {"a":1}</code>, one a
	 * line
	 * @return what is wrong, the effective policy, and what happened
	 */
	@WriteOperation
	public Mono<Map<String, Object>> check(@Nullable String document, @Nullable String expression,
			@Nullable String scope, @Nullable String format, @Nullable String api, @Nullable String operation,
			@Nullable String product, @Nullable String method, @Nullable String url, @Nullable String headers,
			@Nullable String body, @Nullable String answers) {
		return check(new Question(document, expression, scope, format, new Question.Place(api, operation, product),
				new Question.Sample(method, url, headers, body, answers)));
	}

	private Mono<Map<String, Object>> check(Question call) {
		try {
			if (call.expression() != null) {
				return Mono.just(this.workbench.checkExpression(call.expression()));
			}
			PolicySubject subject = subject(call);
			PolicySource source = source(call);
			if (PolicyWorkbench.isFragment(source.text())) {
				return Mono.just(this.workbench.checkFragment(subject, source));
			}
			return this.workbench.check(subject.with(scope(call.scope()), source), sample(call.sample()));
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidEndpointRequestException(String.valueOf(ex.getMessage()), String.valueOf(ex.getMessage()));
		}
	}

	private PolicySubject subject(Question call) {
		CatalogPolicies served = this.policies.get();
		Question.Place asked = call.place();
		if (asked.api() == null || asked.operation() == null) {
			return PolicySubject.empty(served.environment());
		}
		CatalogPolicies.Place place = served.find(asked.api(), asked.operation(), asked.product());
		if (place == null) {
			throw new IllegalArgumentException("There is no operation '" + asked.operation() + "' of an API '"
					+ asked.api() + "', or no such product.");
		}
		return subject(served, place);
	}

	private static PolicySubject subject(CatalogPolicies served, CatalogPolicies.Place place) {
		return new PolicySubject(place.documents(), served.environment(), place.api(), place.operation());
	}

	private static PolicySource source(Question call) {
		if (call.document() == null) {
			throw new IllegalArgumentException("Either 'document' or 'expression' must be given.");
		}
		return PolicySource.strict("document", call.document(), format(call.format()));
	}

	private static @Nullable SampleRequest sample(Question.Sample call) {
		return (call.url() == null) ? null : SampleRequest.of((call.method() != null) ? call.method() : "GET",
				call.url(), lines(call.headers()), call.body(), lines(call.answers()));
	}

	private static List<String> lines(@Nullable String text) {
		return (text != null) ? text.lines().filter((line) -> !line.isBlank()).toList() : List.of();
	}

	private static PolicyScope scope(@Nullable String name) {
		try {
			return (name != null) ? PolicyScope.valueOf(name.toUpperCase(Locale.ROOT)) : PolicyScope.OPERATION;
		}
		catch (IllegalArgumentException unknown) {
			throw new IllegalArgumentException("'scope' is global, product, api or operation, not '" + name + "'.");
		}
	}

	private static PolicyFormat format(@Nullable String name) {
		try {
			return (name != null) ? PolicyFormat.valueOf(name.toUpperCase(Locale.ROOT)) : PolicyFormat.ANY;
		}
		catch (IllegalArgumentException unknown) {
			throw new IllegalArgumentException("'format' is xml or rawxml, not '" + name + "'.");
		}
	}

	private record Question(@Nullable String document, @Nullable String expression, @Nullable String scope,
			@Nullable String format, Place place, Sample sample) {

		private record Place(@Nullable String api, @Nullable String operation, @Nullable String product) {
		}

		private record Sample(@Nullable String method, @Nullable String url, @Nullable String headers,
				@Nullable String body, @Nullable String answers) {
		}

	}

}
