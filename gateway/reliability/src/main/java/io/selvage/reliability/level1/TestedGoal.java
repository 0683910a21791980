package io.selvage.reliability.level1;

import java.util.List;

/**
 * A goal and the test classes that hold it. The profile {@code reliability-level1} of the
 * root POM runs the same classes.
 */
enum TestedGoal {

	/** Instances are killed. */
	R1("instance kills", "FabricForwardingTests", "PoolTargetTests", "EjectionsTests"),
	/** Primaries move. */
	R2("primary fail-overs", "FabricForwardingTests", "FabricTargetTests"),
	/** Answers break off. */
	R3("no false completeness", "CutAnswerTests", "RelayTests"),
	/** Nobody answers. */
	R5("silent node", "FabricForwardingTests", "EjectionsTests", "HealthProbesTests"),
	/** Requests are repeated. */
	R7("retry amplification", "FabricForwardingTests", "FabricTargetTests", "RequestForwarderTests"),
	/** The gateway is shut down. */
	R10("drain", "DrainTests"),
	/** There is too much to do. */
	R11("overload", "EdgeTests"),
	/** A pool of clusters loses two of three. */
	POOL("loss of clusters", "FabricForwardingTests"),
	/** HTTP/1.1 can be read in two ways. */
	S1("HTTP/1 smuggling", "SmugglingTests"),
	/** HTTP/2 is translated. */
	S2("HTTP/2", "Http2Tests", "Http2DowngradeTests", "ClientFaultTests"),
	/** Paths can be written in many ways. */
	S3("path confusion", "PathConfusionTests"),
	/** URLs are computed. */
	S7("SSRF", "ComputedUrlTests", "BaseUrlRulesTests"),
	/** Clients are slow. */
	S10("slow clients", "EdgeTests"),
	/** Peers are not who they should be. */
	S11("TLS really used", "BackendTlsTests", "ClusterTlsTests", "ProxiedCallTests", "SharedRedisKindsTests",
			"PostgresTlsTests", "SecretTlsTests", "KeySetTlsTests", "LinkTlsTests", "OwnCallsTlsTests",
			"ClientCertificateTlsTests", "FabricTlsTests");

	private final String title;

	private final List<String> tests;

	TestedGoal(String title, String... tests) {
		this.title = title;
		this.tests = List.of(tests);
	}

	String title() {
		return this.title;
	}

	List<String> tests() {
		return this.tests;
	}

}
