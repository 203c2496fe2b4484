package io.akashi.server.internal.tls;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The certificate authority of one server. Its name constraints (RFC 5280, section 4.2.1.10) let it
 * vouch for the names and addresses it was made for and no others: who steals its key can pretend
 * to be this server, not every site the hospital's machines visit. Immutable.
 *
 * @param identity its key and its own certificate, signed by itself
 */
public record LocalAuthority(Identity identity) {
  /** How long an authority lasts. */
  static final Duration LIFE = Duration.ofDays(3_652);

  /**
   * How long a server's certificate lasts; with the day before it stays at 397 days, which browsers
   * take.
   */
  static final Duration LIFE_OF_A_SERVER = Duration.ofDays(396);

  private static final Duration WRONG_CLOCKS = Duration.ofHours(24);
  private static final int SERIAL_BITS = 127;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Makes a new authority for these names. */
  public static LocalAuthority make(ServerNames names, Instant now) {
    KeyPair keys = newKeys();
    String machine = commonName(names);
    X500Name subject =
        name(
            "Akashi local CA (%s, %s)"
                .formatted(machine, now.atOffset(ZoneOffset.UTC).toLocalDate()));
    X509v3CertificateBuilder builder = builder(subject, subject, keys, now, now.plus(LIFE));
    try {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      builder.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      builder.addExtension(Extension.extendedKeyUsage, false, forServers());
      builder.addExtension(Extension.nameConstraints, true, constraints(names.all()));
      builder.addExtension(
          Extension.subjectKeyIdentifier,
          false,
          new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
      return new LocalAuthority(new Identity(keys.getPrivate(), List.of(sign(builder, keys))));
    } catch (GeneralSecurityException | CertIOException | OperatorCreationException e) {
      throw new IllegalStateException("every Java platform can do this", e);
    }
  }

  /** Its own certificate, which machines are told to trust. */
  public X509Certificate certificate() {
    return identity.leaf();
  }

  /** Whether it may vouch for a name or an address. */
  public boolean covers(String name) {
    return permitted().contains(name);
  }

  /** Makes a key and a certificate for those of the names it may vouch for. */
  public Identity issue(ServerNames names, Instant now) {
    List<String> covered = names.all().stream().filter(permitted()::contains).toList();
    Instant end = certificate().getNotAfter().toInstant();
    Instant until = now.plus(LIFE_OF_A_SERVER);
    KeyPair keys = newKeys();
    X500Name issuer = Identity.holder(certificate()).getSubject();
    X509v3CertificateBuilder builder =
        builder(
            issuer,
            name(covered.isEmpty() ? "localhost" : covered.getFirst()),
            keys,
            now,
            until.isAfter(end) ? end : until);
    try {
      JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      builder.addExtension(Extension.extendedKeyUsage, false, forServers());
      builder.addExtension(Extension.subjectAlternativeName, false, generalNames(covered));
      builder.addExtension(
          Extension.subjectKeyIdentifier,
          false,
          identifiers.createSubjectKeyIdentifier(keys.getPublic()));
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          identifiers.createAuthorityKeyIdentifier(certificate().getPublicKey()));
      KeyPair own = new KeyPair(certificate().getPublicKey(), identity.key());
      return new Identity(keys.getPrivate(), List.of(sign(builder, own), certificate()));
    } catch (GeneralSecurityException | CertIOException | OperatorCreationException e) {
      throw new IllegalStateException("every Java platform can do this", e);
    }
  }

  private Set<String> permitted() {
    NameConstraints constraints =
        NameConstraints.getInstance(
            Identity.holder(certificate())
                .getExtension(Extension.nameConstraints)
                .getParsedValue());
    Set<String> names = new HashSet<>();
    for (GeneralSubtree subtree : constraints.getPermittedSubtrees()) {
      GeneralName base = subtree.getBase();
      if (base.getTagNo() == GeneralName.dNSName) {
        names.add(base.getName().toString().toLowerCase(Locale.ROOT));
      } else {
        byte[] octets = ASN1OctetString.getInstance(base.getName()).getOctets();
        ServerNames.ofOctets(Arrays.copyOf(octets, octets.length / 2)).ifPresent(names::add);
      }
    }
    return names;
  }

  private static NameConstraints constraints(Collection<String> names) {
    GeneralSubtree[] permitted =
        names.stream()
            .map(LocalAuthority::constraint)
            .map(GeneralSubtree::new)
            .toArray(GeneralSubtree[]::new);
    return new NameConstraints(permitted, null);
  }

  private static GeneralName constraint(String name) {
    if (!ServerNames.isAddress(name)) {
      return new GeneralName(GeneralName.dNSName, name);
    }
    byte[] address = ServerNames.octets(name);
    byte[] withMask = Arrays.copyOf(address, address.length * 2);
    Arrays.fill(withMask, address.length, withMask.length, (byte) 0xFF);
    return new GeneralName(GeneralName.iPAddress, new DEROctetString(withMask));
  }

  static GeneralNames generalNames(List<String> names) {
    return new GeneralNames(
        names.stream().map(LocalAuthority::generalName).toArray(GeneralName[]::new));
  }

  private static GeneralName generalName(String name) {
    return ServerNames.isAddress(name)
        ? new GeneralName(GeneralName.iPAddress, new DEROctetString(ServerNames.octets(name)))
        : new GeneralName(GeneralName.dNSName, name);
  }

  private static ExtendedKeyUsage forServers() {
    return new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth);
  }

  private static String commonName(ServerNames names) {
    return names.all().stream()
        .filter(name -> !ServerNames.isAddress(name) && !name.equals("localhost"))
        .findFirst()
        .orElse("localhost");
  }

  static X500Name name(String commonName) {
    return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, commonName).build();
  }

  static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java platform has secp256r1", e);
    }
  }

  // A machine whose clock is behind by less than a day takes the certificate at once.
  private static X509v3CertificateBuilder builder(
      X500Name issuer, X500Name subject, KeyPair keys, Instant now, Instant until) {
    return new JcaX509v3CertificateBuilder(
        issuer,
        new BigInteger(SERIAL_BITS, RANDOM).setBit(SERIAL_BITS - 1),
        Date.from(now.minus(WRONG_CLOCKS)),
        Date.from(until),
        subject,
        keys.getPublic());
  }

  private static X509Certificate sign(X509v3CertificateBuilder builder, KeyPair by)
      throws OperatorCreationException, GeneralSecurityException {
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(by.getPrivate())));
  }
}
