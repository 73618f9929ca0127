# LemonLDAP::NG's portal with its static files, as the web server of its packages serves them, and an address at which it reads its
# configuration anew: by itself it looks for that only now and then.
use strict;
use warnings;
use Lemonldap::NG::Portal::Main;
use Plack::App::File;
use Plack::Builder;

my $portal = Lemonldap::NG::Portal::Main->run( {} );

builder {
    mount '/static'     => Plack::App::File->new( root => '/usr/share/lemonldap-ng/portal/htdocs/static' )->to_app;
    mount '/javascript' => Plack::App::File->new( root => '/usr/share/javascript' )->to_app;
    mount '/interop-reload' => sub {
        my $is_read = Lemonldap::NG::Handler::PSGI::Main->checkConf(1);
        return [ $is_read ? 200 : 500, [ 'Content-Type' => 'text/plain' ], [] ];
    };
    mount '/' => $portal;
};
