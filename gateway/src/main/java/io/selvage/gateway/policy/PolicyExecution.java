package io.selvage.gateway.policy;

import java.security.KeyStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

import io.selvage.gateway.context.GatewayRequest;
import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.MessageUrl;
import io.selvage.gateway.context.PolicyContext;
import io.selvage.gateway.policy.store.ResponseCaching;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One run of a plan for one request: the context and what the statements have decided so
 * far. Confined to one request; not thread-safe.
 */
public final class PolicyExecution {

	private final PolicyContext context;

	private final PolicyServices services;

	private Section section = Section.INBOUND;

	private BackendSelection.@Nullable BaseUrl baseUrl;

	private BackendSelection.@Nullable Entity backend;

	private @Nullable String relativePath;

	private @Nullable MessageUrl shownBase;

	private KeyStore.@Nullable PrivateKeyEntry clientCertificate;

	private @Nullable ProxySettings proxy;

	private @Nullable ResponseCaching responseCaching;

	private @Nullable Set<String> counted;

	private Secrets secrets = Secrets.NONE;

	private Forwarder.@Nullable Progress forwardProgress;

	private @Nullable List<Consumer<GatewayResponse>> beforeAnswer;

	private @Nullable List<Function<GatewayResponse, Mono<Void>>> answerReaders;

	private boolean terminated;

	private final List<Runnable> atEnd = new ArrayList<>(2);

	private boolean ended;

	/**
	 * Creates an execution.
	 * @param context the context of the request
	 * @param services what statements need from the rest of the gateway
	 */
	public PolicyExecution(PolicyContext context, PolicyServices services) {
		this.context = context;
		this.services = services;
	}

	public PolicyContext context() {
		return this.context;
	}

	public PolicyServices services() {
		return this.services;
	}

	public Forwarder forwarder() {
		return this.services.forwarder();
	}

	public Section section() {
		return this.section;
	}

	void section(Section section) {
		this.section = section;
	}

	void enterOnError() {
		this.section = Section.ON_ERROR;
		this.terminated = false;
	}

	/**
	 * Returns the backend that will be called: an entity wins over a base URL (a backend
	 * id that was inherited can only be overridden by another backend id).
	 * @return the selection; null for the API's service URL
	 */
	public @Nullable BackendSelection selection() {
		return (this.backend != null) ? this.backend : this.baseUrl;
	}

	/**
	 * Sets the backend.
	 * @param selection what {@code set-backend-service} chose
	 */
	public void select(BackendSelection selection) {
		if (selection instanceof BackendSelection.Entity entity) {
			this.backend = entity;
		}
		else if (selection instanceof BackendSelection.BaseUrl url) {
			this.baseUrl = url;
		}
	}

	/**
	 * Returns the path below the API's URL suffix, as {@code rewrite-uri} left it: what
	 * is joined to the base path of the backend.
	 * @return percent-encoded; empty or beginning with a slash
	 */
	public String relativePath() {
		String path = this.relativePath;
		if (path == null) {
			path = BackendUrl.below(this.context.api().path(), this.context.request().originalUrl().rawPath());
			this.relativePath = path;
		}
		return path;
	}

	/**
	 * Sets the path below the API. The dispatcher sets it when the API's suffix alone
	 * does not tell (a version segment in the path).
	 * @param rawPath percent-encoded; empty or beginning with a slash
	 */
	public void relativePath(String rawPath) {
		this.relativePath = rawPath;
	}

	/**
	 * Replaces path and query: what {@code rewrite-uri} does.
	 * @param rawPath the path below the API, percent-encoded, beginning with a slash
	 * @param rawQuery the query, percent-encoded, or null
	 */
	public void rewrite(String rawPath, @Nullable String rawQuery) {
		this.relativePath = rawPath;
		MessageUrl base = this.shownBase;
		GatewayRequest request = this.context.request();
		request.url((base != null) ? BackendUrl.shown(base, rawPath, rawQuery)
				: request.url().withPathAndQuery(rawPath, rawQuery));
	}

	/**
	 * Says which base URL was selected, so that {@code context.Request.Url} shows the URL
	 * of the backend from now on.
	 * @param base the base URL
	 */
	public void showBase(MessageUrl base) {
		this.shownBase = base;
		GatewayRequest request = this.context.request();
		request.url(BackendUrl.shown(base, relativePath(), request.url().rawQuery()));
	}

	/**
	 * Returns the URL to call at a base URL: base path, the path below the API, and the
	 * query of the request, with exactly one slash at the join.
	 * @param base the base URL; its own query comes first
	 * @return the URL
	 */
	public MessageUrl upstreamUrl(MessageUrl base) {
		return BackendUrl.join(base, relativePath(), this.context.request().url().rawQuery());
	}

	/**
	 * Returns what {@code authentication-certificate} chose for the call of the backend.
	 * @return the certificate with its key; null for that of the backend entity, if any
	 */
	public KeyStore.@Nullable PrivateKeyEntry clientCertificate() {
		return this.clientCertificate;
	}

	public void clientCertificate(KeyStore.@Nullable PrivateKeyEntry certificate) {
		this.clientCertificate = certificate;
	}

	/**
	 * Returns what {@code proxy} chose for the call of the backend.
	 * @return the proxy; null for that of the backend entity, if any
	 */
	public @Nullable ProxySettings proxy() {
		return this.proxy;
	}

	public void proxy(@Nullable ProxySettings proxy) {
		this.proxy = proxy;
	}

	/**
	 * Returns what {@code cache-lookup} noted for {@code cache-store}.
	 * @return null if the response is not to be stored
	 */
	public @Nullable ResponseCaching responseCaching() {
		return this.responseCaching;
	}

	public void responseCaching(ResponseCaching caching) {
		this.responseCaching = caching;
	}

	/**
	 * Says that a statement counts this request: a counter shared by several statements
	 * counts it once.
	 * @param counter the counter
	 * @return true for the first statement
	 */
	public boolean countOnce(String counter) {
		Set<String> known = this.counted;
		if (known == null) {
			known = new HashSet<>(4);
			this.counted = known;
		}
		return known.add(counter);
	}

	/**
	 * Returns the secrets of the plan that runs, which traces must not show.
	 * @return the secrets
	 */
	public Secrets secrets() {
		return this.secrets;
	}

	void secrets(Secrets secrets) {
		this.secrets = secrets;
	}

	/**
	 * Returns what the forwarder remembers of this request.
	 * @return null before the first {@code forward-request}
	 */
	public Forwarder.@Nullable Progress forwardProgress() {
		return this.forwardProgress;
	}

	public void forwardProgress(Forwarder.Progress progress) {
		this.forwardProgress = progress;
	}

	/**
	 * Adds something that is done to whatever is answered, an error as well.
	 * @param change changes the response
	 */
	public void beforeAnswer(Consumer<GatewayResponse> change) {
		List<Consumer<GatewayResponse>> changes = this.beforeAnswer;
		if (changes == null) {
			changes = new ArrayList<>(1);
			this.beforeAnswer = changes;
		}
		changes.add(change);
	}

	/**
	 * Adds something that reads what the sections made of the answer, its body if need
	 * be, before it is sent.
	 * @param reader reads the answer; may add headers to it
	 */
	public void readAnswer(Function<GatewayResponse, Mono<Void>> reader) {
		List<Function<GatewayResponse, Mono<Void>>> readers = this.answerReaders;
		if (readers == null) {
			readers = new ArrayList<>(1);
			this.answerReaders = readers;
		}
		readers.add(reader);
	}

	/** Returns null if nobody reads the answer. */
	@Nullable Mono<Void> answerRead() {
		GatewayResponse response = this.context.response();
		List<Function<GatewayResponse, Mono<Void>>> readers = this.answerReaders;
		if (readers == null || response == null) {
			return null;
		}
		return Flux.fromIterable(readers).concatMap((reader) -> reader.apply(response)).then();
	}

	void completeAnswer() {
		GatewayResponse response = this.context.response();
		if (this.beforeAnswer != null && response != null) {
			this.beforeAnswer.forEach((change) -> change.accept(response));
		}
	}

	/**
	 * Tells whether a statement such as {@code return-response} ended the pipeline.
	 * @return true if no later statement or section may run
	 */
	public boolean terminated() {
		return this.terminated;
	}

	/**
	 * Ends the pipeline with the response of the context.
	 */
	public void terminate() {
		this.terminated = true;
	}

	/**
	 * Names something that must be released when the request is over, however it ends.
	 * May be called from any thread; after the end it runs at once.
	 * @param release what releases it; must bear being called when nothing is left to do
	 */
	public void onEnd(Runnable release) {
		synchronized (this.atEnd) {
			if (!this.ended) {
				this.atEnd.add(release);
				return;
			}
		}
		release.run();
	}

	/**
	 * Says that the request is over: answered, failed or given up by its client. Only the
	 * first call has an effect.
	 */
	public void end() {
		List<Runnable> due;
		synchronized (this.atEnd) {
			if (this.ended) {
				return;
			}
			this.ended = true;
			due = List.copyOf(this.atEnd);
			this.atEnd.clear();
		}
		due.forEach(Runnable::run);
	}

}
