package io.selvage.gateway.policy.statement;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.xml.transform.TransformerException;

import io.selvage.gateway.context.ApiInfo;
import io.selvage.gateway.context.BodyTooLargeException;
import io.selvage.gateway.context.MessageBody;
import io.selvage.gateway.context.MessageUrl;
import io.selvage.gateway.context.OperationContract;
import io.selvage.gateway.context.OperationContract.Parameter;
import io.selvage.gateway.context.OperationContract.Place;
import io.selvage.gateway.context.OperationInfo;
import io.selvage.gateway.dryrun.DryOutcome;
import io.selvage.gateway.policy.PolicyFixture;
import io.selvage.gateway.policy.PolicyLanguage;
import io.selvage.gateway.policy.Section;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ValidationStatementTests {

	private static final String URL = "https://gw.example/api/7";

	private static final OperationContract CONTRACT = new OperationContract(List.of(
			new Parameter(Place.PATH, "id", "integer", true, List.of()),
			new Parameter(Place.QUERY, "color", "string", false,
					List.of("red", "blue")),
			new Parameter(Place.HEADER, "X-Tenant", "string", true, List.of())), Set.of("application/json"),
			List.of(new OperationContract.Response(200,
					List.of(new Parameter(Place.HEADER, "X-Count", "integer", true, List.of())), Set.of("text/xml"))),
			List.of());

	private static PolicyFixture fixture(String url, @Nullable String body) {
		ApiInfo api = new ApiInfo("api", "API", "api", "1", null, true, MessageUrl.parse("http://origin.example/base"),
				List.of("https"), "Ocp-Apim-Subscription-Key", "subscription-key");
		return PolicyFixture.of(api, new OperationInfo("op", "*", "Operation", "/{id}", CONTRACT),
				(body != null) ? "POST" : "GET", url, body);
	}

	private static @Nullable String reason(DryOutcome outcome) {
		return (outcome.context().lastError() != null) ? outcome.context().lastError().reason() : null;
	}

	@ParameterizedTest
	@CsvSource({ "7,?color=red&SUBSCRIPTION-KEY=1,X-Tenant,", "7,?COLOR=blue,x-tenant,",
			"x,?color=red,X-Tenant,IncorrectMessage", "7,?color=green,X-Tenant,IncorrectMessage",
			"7,?size=1,X-Tenant,Unspecified", "7,,X-Other,Required" })
	void parametersMustBeAsTheOperationDescribesThem(String id, String query, String header, String reason) {
		DryOutcome outcome = fixture(URL + ((query != null) ? query : ""), null).parameters(Map.of("id", id))
			.header(header, "a")
			.header("Ocp-Apim-Subscription-Key", "k")
			.inbound("<validate-parameters specified-parameter-action=\"prevent\" "
					+ "unspecified-parameter-action=\"prevent\" errors-variable-name=\"e\" />")
			.run();
		assertThat(reason(outcome)).isEqualTo(reason);
		assertThat(outcome.context().variables().containsKey("e")).isEqualTo(reason != null);
		if (reason != null) {
			assertThat(outcome.context().response().statusCode()).isEqualTo(400);
			assertThat(outcome.calls()).isEmpty();
		}
	}

	@Test
	void theInnermostActionHoldsAndDetectionLetsTheRequestPass() {
		DryOutcome outcome = fixture(URL + "?size=1", null).parameters(Map.of("id", "7"))
			.header("X-Other", "a")
			.inbound("<validate-parameters specified-parameter-action=\"prevent\" "
					+ "unspecified-parameter-action=\"@(\"prevent\")\" errors-variable-name=\"e\">"
					+ "<headers specified-parameter-action=\"detect\" unspecified-parameter-action=\"prevent\">"
					+ "<parameter name=\"x-other\" action=\"ignore\" /></headers>"
					+ "<query unspecified-parameter-action=\"detect\" /></validate-parameters>")
			.run();
		assertThat(reason(outcome)).isNull();
		assertThat(outcome.calls()).hasSize(1);
		assertThat(outcome.context().variables().get("e").toString()).contains("X-Tenant", "Required", "size",
				"QueryParameter", "detect");
	}

	@ParameterizedTest
	@CsvSource({ "200,7,,", "200,x,,IncorrectMessage", "200,,,Required", "200,7,X-Other,Unspecified",
			"404,,,Unspecified" })
	void responsesMustHaveADescribedStatusAndItsHeaders(int status, String count, String other, String reason) {
		PolicyFixture fixture = fixture(URL, null).response(status, "x");
		if (count != null) {
			fixture.context().response().headers().add("X-Count", count);
		}
		if (other != null) {
			fixture.context().response().headers().add(other, "a");
		}
		DryOutcome outcome = fixture
			.section("outbound", "<validate-status-code unspecified-status-code-action=\"prevent\" "
					+ "error-variable-name=\"e\"><status-code code=\"500\" action=\"ignore\" /></validate-status-code>"
					+ "<validate-headers specified-header-action=\"prevent\" unspecified-header-action=\"prevent\">"
					+ "<header name=\"Date\" action=\"ignore\" /></validate-headers>")
			.run(Section.OUTBOUND);
		assertThat(reason(outcome)).isEqualTo(reason);
		if (reason != null) {
			assertThat(outcome.context().response().statusCode()).isEqualTo(502);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "application/json| {\"a\":1}|", "application/json| {\"a\":|IncorrectMessage",
			"application/json| 1 2|IncorrectMessage", "APPLICATION/JSON |[1]|", "text/plain|{}|Unspecified",
			"|{}|Unspecified", "application/xml|<a/>|",
			"application/xml|<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/hostname'>]><a>&b;</a>|IncorrectMessage",
			"application/xml|<a>|IncorrectMessage", "application/soap+xml|<a/>|IncorrectMessage",
			"application/soap+xml|<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'/>|IncorrectMessage",
			"application/soap+xml|<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Body/></s:Envelope>|",
			"application/json|\"012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789\"|SizeLimit" })
	void bodiesMustBeSmallOfADescribedTypeAndWellFormed(String type, String body, String reason) {
		for (String action : List.of("prevent", "detect", "ignore")) {
			PolicyFixture fixture = fixture(URL, body);
			if (type != null) {
				fixture.header("Content-Type", type + "; charset=utf-8");
			}
			DryOutcome outcome = fixture.inbound(content(action, "")).run();
			assertThat(reason(outcome)).isEqualTo(action.equals("prevent") ? reason : null);
			assertThat(outcome.context().variables().containsKey("e"))
				.isEqualTo(reason != null && !action.equals("ignore"));
		}
	}

	@ParameterizedTest
	@CsvSource({ "prevent,SizeLimit", "detect,", "ignore," })
	void aStreamingBodyOfUnknownLengthIsReadOnlyUpToTheLimitIfLargerOnesArePrevented(String action, String reason) {
		PolicyFixture fixture = fixture(URL, "").header("Content-Type", "application/json");
		StreamingBody body = new StreamingBody("[" + " ".repeat(200) + "]");
		fixture.context().request().body(body);
		DryOutcome outcome = fixture.inbound(content(action, "")).run();
		assertThat(reason(outcome)).isEqualTo(reason);
		assertThat(outcome.context().variables().containsKey("e")).isEqualTo(!action.equals("ignore"));
		assertThat(body.limit).isEqualTo(action.equals("prevent") ? 110 : PolicyLanguage.DEFAULT_BODY_LIMIT);
	}

	@Test
	void aStreamingBodyWhoseLengthIsAnnouncedIsNotReadIfItIsTooLarge() {
		PolicyFixture fixture = fixture(URL, "").header("Content-Length", "202");
		StreamingBody body = new StreamingBody("[" + " ".repeat(200) + "]");
		fixture.context().request().body(body);
		assertThat(reason(fixture.inbound(content("prevent", "")).run())).isEqualTo("SizeLimit");
		assertThat(body.limit).isZero();
	}

	/** In memory once it was read, like the body of a connection. */
	private static final class StreamingBody implements MessageBody {

		private final byte[] content;

		private boolean read;

		private int limit;

		StreamingBody(String content) {
			this.content = content.getBytes(StandardCharsets.UTF_8);
		}

		@Override
		public byte @Nullable [] bytes() {
			return this.read ? this.content : null;
		}

		@Override
		public Mono<byte[]> buffer(int most) {
			this.limit = most;
			this.read = this.content.length <= most;
			return this.read ? Mono.just(this.content) : Mono.error(new BodyTooLargeException(most));
		}

		@Override
		public boolean consumed() {
			return false;
		}

		@Override
		public void consume() {
			throw new AssertionError("validation consumes nothing");
		}

	}

	private static String content(String action, String more) {
		return ("<validate-content unspecified-content-type-action=\"ACT\" max-size=\"110\" size-exceeded-action=\"ACT\" "
				+ "errors-variable-name=\"e\"><content-type-map><type from=\"application/vnd+json\" "
				+ "to=\"application/json\" /></content-type-map>"
				+ "<content type=\"application/json\" validate-as=\"json\" action=\"ACT\"" + more + " />"
				+ "<content type=\"application/xml\" validate-as=\"xml\" action=\"ACT\" />"
				+ "<content type=\"application/soap+xml\" validate-as=\"soap\" action=\"ACT\" /></validate-content>")
			.replace("ACT", action);
	}

	@Test
	void typesMayBeMappedAndSchemasThatAreNotThereAreRefusedOnSave() {
		assertThat(reason(
				fixture(URL, "{").header("Content-Type", "application/vnd+json").inbound(content("prevent", "")).run()))
			.isEqualTo("IncorrectMessage");
		assertThatThrownBy(() -> fixture(URL, "{}").inbound(content("prevent", " schema-id=\"s\"")).plan())
			.hasMessageContaining("Schema with id 's' could not be found.");
	}

	@Test
	void clientsNeedACertificateOfAListedIdentity() throws Exception {
		X509Certificate certificate;
		try (InputStream input = ValidationStatementTests.class
			.getResourceAsStream("/io/selvage/gateway/expression/crypto/cert.pem")) {
			certificate = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(input);
		}
		String thumbprint = HexFormat.ofDelimiter(":")
			.formatHex(MessageDigest.getInstance("SHA-1").digest(certificate.getEncoded()));
		String subject = certificate.getSubjectX500Principal().getName().replace("\"", "&quot;");
		String matching = "thumbprint=\"" + thumbprint + "\" subject=\"" + subject + "\" serial-number=\"0"
				+ certificate.getSerialNumber().toString(16) + "\"";
		assertThat(refusal(null, "false", matching)).isEqualTo("ClientCertificateNotFound");
		assertThat(refusal(certificate, "false", matching)).isNull();
		assertThat(refusal(certificate, "false", matching + " common-name=\"nobody\""))
			.isEqualTo("ClientCertificateIdentityNotMatched");
		assertThat(refusal(certificate, "true", matching)).isEqualTo("ClientCertificateNotTrusted");
	}

	private static @Nullable String refusal(@Nullable X509Certificate certificate, String trust, String identity) {
		PolicyFixture fixture = PolicyFixture.get(URL);
		fixture.context().request().certificate(certificate);
		DryOutcome outcome = fixture.inbound("<validate-client-certificate validate-trust=\"" + trust
				+ "\" validate-revocation=\"false\" "
				+ "validate-not-before=\"false\" validate-not-after=\"false\"><identities><identity dns-name=\"no\" />"
				+ "<identity " + identity + " /></identities></validate-client-certificate>")
			.run();
		if (reason(outcome) != null) {
			assertThat(outcome.context().response().statusCode()).isEqualTo(403);
			assertThat(PolicyFixture.text(outcome.context().response().body())).contains("Invalid client certificate")
				.doesNotContain("identities");
		}
		return reason(outcome);
	}

	@Test
	void aStylesheetTransformsTheBodyWithItsParameters() {
		DryOutcome outcome = PolicyFixture.request("POST", URL, "<a>1 &lt; 2</a>")
			.inbound("<xsl-transform><parameter name=\"who\">@(context.Request.Method + (1 < 2 ? \"!\" : \"\"))"
					+ "</parameter>"
					+ sheet("<xsl:param name='who'/>", "<root who='{$who}'><xsl:value-of select='/a'/></root>")
					+ "</xsl-transform>")
			.run();
		assertThat(reason(outcome)).isNull();
		assertThat(PolicyFixture.text(outcome.context().request().body()))
			.isEqualTo("<root who=\"POST!\">1 &lt; 2</root>");
	}

	private static String sheet(String top, String template) {
		return "<xsl:stylesheet version=\"1.0\" xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\" "
				+ "xmlns:rt=\"http://xml.apache.org/xalan/java/java.lang.Runtime\" exclude-result-prefixes=\"rt\">"
				+ "<xsl:output omit-xml-declaration=\"yes\"/>" + top + "<xsl:template match=\"/\">" + template
				+ "</xsl:template></xsl:stylesheet>";
	}

	@Test
	void aStylesheetReachesNothingButItsInput() throws Exception {
		String file = Path.of("pom.xml").toUri().toString();
		byte[] input = "<a/>".getBytes(StandardCharsets.UTF_8);
		Stylesheet reading = Stylesheet
			.compile(sheet("", "<r><xsl:value-of select=\"document('" + file + "')\"/></r>"));
		try {
			assertThat(new String(reading.transform(input, Map.of(), 1000), StandardCharsets.UTF_8))
				.doesNotContain("selvage");
		}
		catch (TransformerException refused) {
			assertThat(refused).isNotNull();
		}
		assertThatThrownBy(() -> {
			Stylesheet calling = Stylesheet.compile(sheet("", "<r><xsl:value-of select=\"rt:getRuntime()\"/></r>"));
			calling.transform(input, Map.of(), 1000);
		}).isInstanceOf(TransformerException.class);
		assertThatThrownBy(() -> Stylesheet.compile(sheet("<xsl:include href='" + file + "'/>", "")))
			.isInstanceOf(TransformerException.class);
		Stylesheet large = Stylesheet.compile(sheet("", "<r>0123456789</r>"));
		assertThatThrownBy(() -> large.transform(input, Map.of(), 8)).hasMessageContaining("larger than 8");
		assertThatThrownBy(() -> large.transform("<!DOCTYPE a [<!ENTITY b 'c'>]><a/>".getBytes(StandardCharsets.UTF_8),
				Map.of(), 1000))
			.isInstanceOf(TransformerException.class);
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', value = { "<xsl-transform />;Exactly one stylesheet",
			"<xsl-transform><a/></xsl-transform>;cannot be compiled" })
	void aDocumentWithoutAValidStylesheetIsRefused(String statement, String message) {
		assertThatThrownBy(() -> PolicyFixture.get(URL).inbound(statement).plan()).hasMessageContaining(message);
	}

}
