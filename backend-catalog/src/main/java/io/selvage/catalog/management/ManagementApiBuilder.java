package io.selvage.catalog.management;

import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

import io.selvage.catalog.Catalog;
import io.selvage.catalog.secret.KeyVaultRefresh;
import io.selvage.catalog.secret.KeyVaults;
import io.selvage.catalog.security.Authenticator;
import io.selvage.catalog.security.FailureThrottle;
import io.selvage.catalog.store.StoredCatalog;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/**
 * Puts the management API together.
 */
public final class ManagementApiBuilder {

	private static final int REFUSALS_PER_MINUTE = 20;

	private final Catalog catalog;

	private final Authenticator authenticator;

	private List<ResourceAction> actions = List.of();

	private PolicyFormats formats = (document, format) -> document;

	private @Nullable StoredCatalog store;

	private @Nullable KeyVaults vaults;

	private @Nullable KeyVaultRefresh refresh;

	private int refusalsPerMinute = REFUSALS_PER_MINUTE;

	private byte[] entityTagKey = new byte[32];

	private byte[] linkKey = new byte[32];

	private InstantSource clock = InstantSource.system();

	private @Nullable String gatewayUrl;

	private WebClient linkClient = WebClient.create();

	/**
	 * An API over a catalog.
	 * @param catalog what is read and written
	 * @param authenticator tells who calls
	 */
	public ManagementApiBuilder(Catalog catalog, Authenticator authenticator) {
		this.catalog = catalog;
		this.authenticator = authenticator;
		SecureRandom random = new SecureRandom();
		random.nextBytes(this.entityTagKey);
		random.nextBytes(this.linkKey);
	}

	/**
	 * Sets the key of entity tags; without this it is made anew with each process.
	 * @param key the key, the same in all replicas
	 * @return this
	 */
	public ManagementApiBuilder entityTagKey(byte[] key) {
		this.entityTagKey = key.clone();
		return this;
	}

	/**
	 * Sets the key that signs links to exports; without this it is made anew with each
	 * process, so that a link leads nowhere but to the process that made it.
	 * @param key the key, the same in all replicas
	 * @return this
	 */
	public ManagementApiBuilder linkKey(byte[] key) {
		this.linkKey = key.clone();
		return this;
	}

	/**
	 * Sets what tells the time until which links can be followed.
	 * @param source the clock
	 * @return this
	 */
	public ManagementApiBuilder clock(InstantSource source) {
		this.clock = source;
		return this;
	}

	/**
	 * Sets the URL under which callers reach the gateway; without this, exports have the
	 * path of the API alone.
	 * @param url an http or https URL
	 * @return this
	 */
	public ManagementApiBuilder gatewayUrl(URI url) {
		this.gatewayUrl = url.toString().replaceFirst("/+$", "");
		return this;
	}

	/**
	 * Sets what fetches the documents that bodies refer to by URL; without this, servers
	 * are trusted that an authority of Java vouches for.
	 * @param client the client
	 * @return this
	 */
	public ManagementApiBuilder linkClient(WebClient client) {
		this.linkClient = client;
		return this;
	}

	/**
	 * Keeps what is written; without this it is served and lost with the process.
	 * @param storedCatalog where it is kept
	 * @return this
	 */
	public ManagementApiBuilder store(StoredCatalog storedCatalog) {
		this.store = storedCatalog;
		return this;
	}

	/**
	 * Shows how values were had that entities only refer to, and lets them be had anew.
	 * @param keyVaults where they come from
	 * @param keyVaultRefresh gets them anew
	 * @return this
	 */
	public ManagementApiBuilder keyVaults(KeyVaults keyVaults, KeyVaultRefresh keyVaultRefresh) {
		this.vaults = keyVaults;
		this.refresh = keyVaultRefresh;
		return this;
	}

	/**
	 * Adds what only a running gateway can do.
	 * @param resourceActions the actions
	 * @return this
	 */
	public ManagementApiBuilder actions(List<ResourceAction> resourceActions) {
		this.actions = List.copyOf(resourceActions);
		return this;
	}

	/**
	 * Sets how policies are rewritten between formats; without this they are answered as
	 * they were written.
	 * @param policyFormats rewrites policies
	 * @return this
	 */
	public ManagementApiBuilder policyFormats(PolicyFormats policyFormats) {
		this.formats = policyFormats;
		return this;
	}

	/**
	 * Sets how many calls of one address may be refused in a minute before it is no
	 * longer listened to; 20 by default.
	 * @param limit the limit
	 * @return this
	 */
	public ManagementApiBuilder refusalsPerMinute(int limit) {
		this.refusalsPerMinute = limit;
		return this;
	}

	/**
	 * Builds the API.
	 * @return the handler
	 */
	public ManagementApi build() {
		VaultFacts facts = new VaultFacts(this.catalog, this.vaults, this.refresh);
		Representation representation = new Representation(this.formats, facts);
		StoredCatalog kept = this.store;
		CatalogWriter writer = (kept != null) ? kept::write
				: (changes, author, note) -> Mono.fromCallable(() -> this.catalog.apply(changes));
		ResourceCalls resources = new ResourceCalls(this.catalog, writer, representation,
				new LinkedDocuments(this.linkClient), facts, new EntityTag(this.entityTagKey));
		ManagementRouter router = new ManagementRouter(resources, new MemberCalls(resources, facts, this.actions),
				new ExportCalls(resources, new ExportLinks(this.linkKey, this.clock), this.gatewayUrl),
				(kept != null) ? new HistoryCalls(kept, representation) : null);
		return new ManagementApi(this.authenticator, new FailureThrottle(this.refusalsPerMinute, System::nanoTime),
				router);
	}

}
